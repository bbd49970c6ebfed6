-- The tables of schema.prisma as the schema engine wrote them; what Prisma can't say follows at the end.

CREATE EXTENSION IF NOT EXISTS citext;

-- CreateEnum
CREATE TYPE "UnitType" AS ENUM ('SATKER', 'KPPN', 'KANWIL', 'KPPN_KP', 'KPPN_KPH', 'HAI', 'KANTOR_PUSAT');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('OPERATOR', 'PENGAWAS', 'ADMINISTRATOR');

-- CreateEnum
CREATE TYPE "OfficerKind" AS ENUM ('CSO', 'SSO');

-- CreateEnum
CREATE TYPE "AskerType" AS ENUM ('SATKER', 'KPPN', 'PEMDA', 'UMUM', 'BANK', 'PIHAK_KETIGA', 'MAHASISWA');

-- CreateEnum
CREATE TYPE "Service" AS ENUM ('PERBENDAHARAAN', 'REVISI_DIPA', 'MPN_G2', 'PINJAMAN_HIBAH');

-- CreateEnum
CREATE TYPE "Method" AS ENUM ('OMSPAN_SATKER', 'TATAP_MUKA', 'TELEPON', 'EMAIL', 'SURAT', 'LAINNYA');

-- CreateEnum
CREATE TYPE "Status" AS ENUM ('WAITING', 'ESCALATED', 'RESOLVED');

-- CreateEnum
CREATE TYPE "EventKind" AS ENUM ('RECORDED', 'ANSWERED', 'ESCALATED', 'HAI_REPLIED', 'HAI_REPLY_REFUSED', 'COMPLETED', 'AUTO_COMPLETED', 'SLA_WARNED', 'SLA_BREACHED');

-- CreateEnum
CREATE TYPE "HolidayKind" AS ENUM ('LIBUR_NASIONAL', 'CUTI_BERSAMA');

-- CreateTable
CREATE TABLE "unit" (
    "id" TEXT NOT NULL,
    "type" "UnitType" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" TEXT,
    "zone" TEXT NOT NULL,
    "province" TEXT,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "username" CITEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "unit_id" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "token_hash" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "officer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unit_id" TEXT NOT NULL,
    "kind" "OfficerKind" NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "officer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" SERIAL NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" "AskerType" NOT NULL,
    "unit_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_link" (
    "unit_id" TEXT NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_link_pkey" PRIMARY KEY ("unit_id","customer_id")
);

-- CreateTable
CREATE TABLE "reference_stem" (
    "stem" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "reference_stem_pkey" PRIMARY KEY ("stem")
);

-- CreateTable
CREATE TABLE "reservation" (
    "reference" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "request_key" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "ticket" (
    "reference" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "status" "Status" NOT NULL,
    "subject" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "service" "Service",
    "method" "Method" NOT NULL,
    "asker_type" "AskerType" NOT NULL,
    "customer_id" INTEGER NOT NULL,
    "asker_name" TEXT NOT NULL,
    "asker_email" TEXT NOT NULL,
    "asker_agency" TEXT NOT NULL,
    "satker_id" TEXT,
    "partner_kppn_id" TEXT,
    "handling_unit_id" TEXT NOT NULL,
    "recorder_unit_id" TEXT NOT NULL,
    "recorder_id" UUID NOT NULL,
    "officer_name" TEXT,
    "year" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "warn_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "breached_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "hai_replied_at" TIMESTAMPTZ(3),
    "resolved_at" TIMESTAMPTZ(3),
    "resolution_minutes" INTEGER,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "reference" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" "EventKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "key" TEXT,
    "author" TEXT NOT NULL,
    "unit_id" TEXT,
    "account_id" UUID,
    "officer_id" UUID,
    "body" TEXT NOT NULL,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("reference","seq")
);

-- CreateTable
CREATE TABLE "ticket_viewer" (
    "unit_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "reference" TEXT NOT NULL,

    CONSTRAINT "ticket_viewer_pkey" PRIMARY KEY ("unit_id","opened_at","reference")
);

-- CreateTable
CREATE TABLE "holiday" (
    "date" DATE NOT NULL,
    "province" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "kind" "HolidayKind" NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("date","province")
);

-- CreateTable
CREATE TABLE "sla_setting" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "working_days" INTEGER NOT NULL,
    "auto_complete_working_days" INTEGER NOT NULL,
    "opens_at" INTEGER NOT NULL,
    "closes_at" INTEGER NOT NULL,

    CONSTRAINT "sla_setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "unit_parent_id_idx" ON "unit"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_type_code_key" ON "unit"("type", "code");

-- CreateIndex
CREATE UNIQUE INDEX "account_username_key" ON "account"("username");

-- CreateIndex
CREATE INDEX "account_unit_id_idx" ON "account"("unit_id");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE INDEX "session_last_seen_at_idx" ON "session"("last_seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "officer_unit_id_name_key" ON "officer"("unit_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "customer_email_key" ON "customer"("email");

-- CreateIndex
CREATE INDEX "customer_unit_id_idx" ON "customer"("unit_id");

-- CreateIndex
CREATE INDEX "customer_link_customer_id_idx" ON "customer_link"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_account_id_request_key_key" ON "reservation"("account_id", "request_key");

-- CreateIndex
CREATE INDEX "ticket_opened_at_reference_idx" ON "ticket"("opened_at", "reference");

-- CreateIndex
CREATE INDEX "ticket_status_opened_at_reference_idx" ON "ticket"("status", "opened_at", "reference");

-- CreateIndex
CREATE INDEX "ticket_customer_id_idx" ON "ticket"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_event_reference_key_key" ON "ticket_event"("reference", "key");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_viewer_reference_unit_id_key" ON "ticket_viewer"("reference", "unit_id");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_link" ADD CONSTRAINT "customer_link_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "customer_link" ADD CONSTRAINT "customer_link_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_satker_id_fkey" FOREIGN KEY ("satker_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_partner_kppn_id_fkey" FOREIGN KEY ("partner_kppn_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_handling_unit_id_fkey" FOREIGN KEY ("handling_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_recorder_unit_id_fkey" FOREIGN KEY ("recorder_unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_recorder_id_fkey" FOREIGN KEY ("recorder_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_reference_fkey" FOREIGN KEY ("reference") REFERENCES "ticket"("reference") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket_viewer" ADD CONSTRAINT "ticket_viewer_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket_viewer" ADD CONSTRAINT "ticket_viewer_reference_fkey" FOREIGN KEY ("reference") REFERENCES "ticket"("reference") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- By hand: everything that must never be false, whoever writes.
-- Instants of different clocks (web, Temporal) are not compared, nor is a text's length where Temporal already bounds it.

ALTER TABLE "unit"
  ADD CONSTRAINT "unit_code_check" CHECK (CASE "type"
    WHEN 'SATKER' THEN "code" ~ '^[0-9]{6}$' AND "id" = 'SATKER-' || "code"
    WHEN 'KPPN' THEN "code" ~ '^[0-9]{3}$' AND "id" = 'KPPN-' || "code"
    WHEN 'KPPN_KP' THEN "code" ~ '^[0-9]{3}$' AND "id" = 'KPPN-' || "code"
    WHEN 'KPPN_KPH' THEN "code" ~ '^[0-9]{3}$' AND "id" = 'KPPN-' || "code"
    WHEN 'KANWIL' THEN "code" ~ '^[0-9]{2}$' AND "id" = 'KANWIL-' || "code"
    WHEN 'HAI' THEN "code" = '' AND "id" = 'HAI'
    WHEN 'KANTOR_PUSAT' THEN "code" = '' AND "id" = 'PUSAT'
  END),
  ADD CONSTRAINT "unit_parent_check" CHECK (CASE "type"
    WHEN 'SATKER' THEN "parent_id" IS NOT NULL AND "parent_id" LIKE 'KPPN-%'
    WHEN 'KPPN' THEN "parent_id" IS NOT NULL AND "parent_id" LIKE 'KANWIL-%'
    ELSE "parent_id" IS NULL
  END),
  ADD CONSTRAINT "unit_name_check" CHECK (btrim("name") <> ''),
  ADD CONSTRAINT "unit_zone_check" CHECK ("zone" ~ '^[A-Za-z_]+/[A-Za-z_]+$');

ALTER TABLE "account"
  ADD CONSTRAINT "account_username_check" CHECK ("username" ~ '^[^[:space:]]+$'),
  ADD CONSTRAINT "account_password_hash_check" CHECK ("password_hash" LIKE '$argon2id$%');

-- Officers are of Kuasa BUN units alone (spec.md section 1).
ALTER TABLE "officer"
  ADD CONSTRAINT "officer_unit_id_check" CHECK ("unit_id" LIKE 'KPPN-%' OR "unit_id" LIKE 'KANWIL-%'),
  ADD CONSTRAINT "officer_name_check" CHECK (btrim("name") <> ''),
  ADD CONSTRAINT "officer_password_hash_check" CHECK ("password_hash" LIKE '$argon2id$%');

ALTER TABLE "customer"
  ADD CONSTRAINT "customer_email_check" CHECK ("email" ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
  ADD CONSTRAINT "customer_name_check" CHECK (btrim("name") <> ''),
  ADD CONSTRAINT "customer_unit_id_check" CHECK (CASE "type"
    WHEN 'SATKER' THEN "unit_id" IS NOT NULL AND "unit_id" LIKE 'SATKER-%'
    WHEN 'KPPN' THEN "unit_id" IS NOT NULL AND "unit_id" LIKE 'KPPN-%'
    ELSE "unit_id" IS NULL
  END);

ALTER TABLE "reference_stem"
  ADD CONSTRAINT "reference_stem_stem_check" CHECK ("stem" ~ '^HAI-[0-9]{9,10}$'),
  ADD CONSTRAINT "reference_stem_taken_check" CHECK ("taken" >= 1);

ALTER TABLE "reservation"
  ADD CONSTRAINT "reservation_reference_check" CHECK ("reference" ~ '^HAI-[0-9]{9,10}(-[0-9]+)?$'),
  ADD CONSTRAINT "reservation_request_key_check" CHECK ("request_key" <> '');

ALTER TABLE "ticket"
  ADD CONSTRAINT "ticket_reference_check" CHECK ("reference" ~ '^HAI-[0-9]{9,10}(-[0-9]+)?$'),
  ADD CONSTRAINT "ticket_seq_check" CHECK ("seq" >= 1),
  ADD CONSTRAINT "ticket_subject_check" CHECK (btrim("subject") <> ''),
  ADD CONSTRAINT "ticket_question_check" CHECK (btrim("question") <> ''),
  ADD CONSTRAINT "ticket_due_at_check" CHECK ("due_at" > "opened_at"),
  ADD CONSTRAINT "ticket_warn_at_check" CHECK ("warn_at" < "due_at"),
  ADD CONSTRAINT "ticket_resolved_at_check" CHECK (("status" = 'RESOLVED') = ("resolved_at" IS NOT NULL)),
  ADD CONSTRAINT "ticket_escalated_at_check" CHECK (CASE "status"
    WHEN 'WAITING' THEN "escalated_at" IS NULL
    WHEN 'ESCALATED' THEN "escalated_at" IS NOT NULL
    ELSE true
  END),
  ADD CONSTRAINT "ticket_hai_replied_at_check" CHECK ("hai_replied_at" IS NULL OR "escalated_at" IS NOT NULL),
  ADD CONSTRAINT "ticket_resolution_minutes_check"
    CHECK ("resolution_minutes" IS NULL OR ("resolution_minutes" >= 0 AND "resolved_at" IS NOT NULL)),
  ADD CONSTRAINT "ticket_satker_id_check" CHECK (
    ("satker_id" IS NULL OR "satker_id" LIKE 'SATKER-%') AND ("asker_type" <> 'SATKER' OR "satker_id" IS NOT NULL)),
  ADD CONSTRAINT "ticket_partner_kppn_id_check" CHECK ("partner_kppn_id" LIKE 'KPPN-%');

ALTER TABLE "ticket_event"
  ADD CONSTRAINT "ticket_event_seq_check" CHECK ("seq" >= 1 AND ("seq" = 1) = ("kind" = 'RECORDED')),
  ADD CONSTRAINT "ticket_event_key_check" CHECK ("key" <> ''),
  ADD CONSTRAINT "ticket_event_author_check" CHECK (btrim("author") <> ''),
  ADD CONSTRAINT "ticket_event_body_check"
    CHECK (char_length("body") <= 2000000 AND ("kind" NOT IN ('ANSWERED', 'HAI_REPLIED') OR btrim("body") <> ''));

-- A ticket is escalated once and resolved once, however many officers try.
CREATE UNIQUE INDEX "ticket_event_escalated_key" ON "ticket_event" ("reference") WHERE "kind" = 'ESCALATED';
CREATE UNIQUE INDEX "ticket_event_resolved_key" ON "ticket_event" ("reference")
  WHERE "kind" IN ('ANSWERED', 'COMPLETED', 'AUTO_COMPLETED');

ALTER TABLE "holiday"
  ADD CONSTRAINT "holiday_name_check" CHECK (btrim("name") <> '');

ALTER TABLE "sla_setting"
  ADD CONSTRAINT "sla_setting_id_check" CHECK ("id" = 1),
  ADD CONSTRAINT "sla_setting_working_days_check" CHECK ("working_days" BETWEEN 1 AND 60),
  ADD CONSTRAINT "sla_setting_auto_complete_check" CHECK ("auto_complete_working_days" BETWEEN 0 AND 60),
  ADD CONSTRAINT "sla_setting_hours_check" CHECK ("opens_at" >= 0 AND "opens_at" < "closes_at" AND "closes_at" <= 1440);

ALTER TABLE "rate_limit"
  ADD CONSTRAINT "rate_limit_points_check" CHECK ("points" >= 0);

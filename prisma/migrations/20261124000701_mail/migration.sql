-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('GATHERING', 'WAITING', 'HANDING_OVER', 'SENT', 'MAYBE_SENT', 'REFUSED', 'FAILED', 'DROPPED', 'KEPT');

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "email" CITEXT,
ADD COLUMN     "email_refusal" TEXT,
ADD COLUMN     "mail_unwanted" "NoticeKind"[] DEFAULT ARRAY[]::"NoticeKind"[];

-- AlterTable
ALTER TABLE "customer" ADD COLUMN     "email_refusal" TEXT;

-- CreateTable
CREATE TABLE "mail" (
    "id" TEXT NOT NULL,
    "no" SERIAL NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "state" "MailState" NOT NULL,
    "reference" TEXT,
    "account_id" UUID,
    "customer_id" INTEGER,
    "unit_id" TEXT,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_event" (
    "mail_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "mail_event_pkey" PRIMARY KEY ("reference","seq","account_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mail_no_key" ON "mail"("no");

-- CreateIndex
CREATE INDEX "mail_account_id_idx" ON "mail"("account_id");

-- CreateIndex
CREATE INDEX "mail_customer_id_idx" ON "mail"("customer_id");

-- CreateIndex
CREATE INDEX "mail_event_mail_id_idx" ON "mail_event"("mail_id");

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "mail_event" ADD CONSTRAINT "mail_event_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE CASCADE ON UPDATE RESTRICT;


-- An account's mails about the breaches of one unit are gathered in one at a time.
CREATE UNIQUE INDEX "mail_gathering_key" ON "mail"("account_id", "unit_id") WHERE "state" = 'GATHERING';

-- What is not settled: short, whatever the table holds.
CREATE INDEX "mail_unsettled_idx" ON "mail"("no") WHERE "settled_at" IS NULL;

ALTER TABLE "account" ADD CONSTRAINT "account_email_check" CHECK ("email" ~ '^[^[:space:]@]+@[^[:space:]@]+$');

ALTER TABLE "mail"
  ADD CONSTRAINT "mail_recipient_check" CHECK (num_nonnulls("account_id", "customer_id") = 1),
  ADD CONSTRAINT "mail_settled_at_check"
    CHECK (("settled_at" IS NULL) = ("state" IN ('GATHERING', 'WAITING', 'HANDING_OVER')));

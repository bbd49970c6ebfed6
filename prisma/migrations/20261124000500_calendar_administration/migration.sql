-- AlterEnum
ALTER TYPE "EventKind" ADD VALUE 'DEADLINE_MOVED';

-- AlterTable
ALTER TABLE "ticket_event" ADD COLUMN "moved" JSONB;

-- AlterTable: one pair of times becomes intervals.
ALTER TABLE "sla_setting" ADD COLUMN "hours" JSONB;
UPDATE "sla_setting" SET "hours" = jsonb_build_array(jsonb_build_array("opens_at", "closes_at"));
ALTER TABLE "sla_setting" DROP CONSTRAINT "sla_setting_hours_check";
ALTER TABLE "sla_setting" ALTER COLUMN "hours" SET NOT NULL, DROP COLUMN "opens_at", DROP COLUMN "closes_at";

-- CreateTable
CREATE TABLE "service_period" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,
    "hours" JSONB NOT NULL,

    CONSTRAINT "service_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_change" (
    "id" SERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "author" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "summary" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "touched" INTEGER NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_change_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "calendar_change" ADD CONSTRAINT "calendar_change_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma can't say: one to six intervals within a day, none empty; periods that don't overlap.
ALTER TABLE "sla_setting" ADD CONSTRAINT "sla_setting_hours_check" CHECK (
  jsonb_array_length("hours") BETWEEN 1 AND 6
  AND NOT jsonb_path_exists("hours", 'strict $[*] ? (!(@[0] >= 0 && @[0] < @[1] && @[1] <= 1440))'));

ALTER TABLE "service_period"
  ADD CONSTRAINT "service_period_name_check" CHECK (btrim("name") <> ''),
  ADD CONSTRAINT "service_period_days_check" CHECK ("first_day" <= "last_day"),
  ADD CONSTRAINT "service_period_hours_check" CHECK (
    jsonb_array_length("hours") BETWEEN 1 AND 6
    AND NOT jsonb_path_exists("hours", 'strict $[*] ? (!(@[0] >= 0 && @[0] < @[1] && @[1] <= 1440))')),
  ADD CONSTRAINT "service_period_apart" EXCLUDE USING gist (daterange("first_day", "last_day", '[]') WITH &&);

ALTER TABLE "calendar_change"
  ADD CONSTRAINT "calendar_change_summary_check" CHECK (btrim("summary") <> ''),
  ADD CONSTRAINT "calendar_change_touched_check" CHECK ("touched" >= 0);

-- A moved deadline says from where to where; nothing else does.
ALTER TABLE "ticket_event"
  ADD CONSTRAINT "ticket_event_moved_check" CHECK (("moved" IS NOT NULL) = ("kind"::text = 'DEADLINE_MOVED'));

-- Counts the tickets that a change has moved so far.
CREATE INDEX "ticket_event_moved_key" ON "ticket_event" ("key") WHERE "moved" IS NOT NULL;

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "first_response_minutes" INTEGER,
ADD COLUMN     "hai_minutes" INTEGER;

-- What Prisma can't say.
ALTER TABLE "ticket"
  ADD CONSTRAINT "ticket_first_response_minutes_check" CHECK ("first_response_minutes" >= 0),
  ADD CONSTRAINT "ticket_hai_minutes_check" CHECK ("hai_minutes" IS NULL OR "hai_minutes" >= 0 AND "escalated_at" IS NOT NULL);

-- Tickets from before, which a worker fills at its start; empty from then on.
CREATE INDEX "ticket_without_facts" ON "ticket" ("reference")
  WHERE "first_response_minutes" IS NULL AND "resolved_at" IS NOT NULL;

-- Monitoring reads a period's tickets from this index alone. The condition holds for every ticket: Prisma, which knows no
-- INCLUDE, lets indexes with a condition be.
CREATE INDEX "ticket_monitored" ON "ticket" ("opened_at") INCLUDE ("reference", "handling_unit_id", "status", "service",
  "asker_type", "officer_name", "due_at", "escalated_at", "resolved_at", "resolution_minutes", "first_response_minutes", "hai_minutes") WHERE "opened_at" IS NOT NULL;

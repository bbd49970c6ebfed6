-- Sorted by Waktu SLA, a list begins with the most urgent open ticket; resolved ones, which show "-", stand together at its end.
-- schema.prisma knows no index of an expression. It is lists/ticket-order.ts that must say the same one.
DROP INDEX "ticket_year_due_at_reference_idx";
CREATE INDEX "ticket_year_sla_reference_idx" ON "ticket"
  ("year", (CASE WHEN "resolved_at" IS NULL THEN "due_at" ELSE 'infinity'::timestamptz END), "reference");

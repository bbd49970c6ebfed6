-- What the sweep looks for (activities/sweep-notices.ts); what nobody has read or settled yet is not in them.

-- CreateIndex
CREATE INDEX "notification_read_idx" ON "notification"("read_at") WHERE "read_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "mail_settled_idx" ON "mail"("settled_at") WHERE "settled_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "webhook_call_started_at_idx" ON "webhook_call"("started_at");

-- CreateTable
CREATE TABLE "webhook_call" (
    "reference" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_call_pkey" PRIMARY KEY ("reference","seq")
);

-- AddForeignKey
ALTER TABLE "webhook_call" ADD CONSTRAINT "webhook_call_reference_seq_fkey" FOREIGN KEY ("reference", "seq") REFERENCES "ticket_event"("reference", "seq") ON DELETE CASCADE ON UPDATE RESTRICT;


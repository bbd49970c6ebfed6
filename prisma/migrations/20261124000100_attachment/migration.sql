-- Files of questions, answers and replies.

-- CreateEnum
CREATE TYPE "AttachmentKind" AS ENUM ('PDF', 'XLS', 'XLSX', 'ZIP');

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "AttachmentKind" NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reference" TEXT,
    "seq" INTEGER,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attachment_key_key" ON "attachment"("key");

-- CreateIndex
CREATE INDEX "attachment_reference_seq_idx" ON "attachment"("reference", "seq");

-- CreateIndex
CREATE INDEX "attachment_account_id_reference_idx" ON "attachment"("account_id", "reference");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_reference_seq_fkey" FOREIGN KEY ("reference", "seq") REFERENCES "ticket_event"("reference", "seq") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A file waits, or belongs to one event.
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_event_check" CHECK (("reference" IS NULL) = ("seq" IS NULL));
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_size_check" CHECK ("size" > 0);

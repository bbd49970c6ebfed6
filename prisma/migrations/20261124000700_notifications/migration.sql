-- CreateEnum
CREATE TYPE "NoticeKind" AS ENUM ('RECORDED', 'NEW', 'ANSWERED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED', 'SLA_WARNED', 'SLA_BREACHED');

-- AlterTable
ALTER TABLE "reservation" ADD COLUMN     "quiet" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" SERIAL NOT NULL,
    "account_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" "NoticeKind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notification_account_id_id_idx" ON "notification"("account_id", "id");

-- CreateIndex
CREATE INDEX "notification_created_at_idx" ON "notification"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_reference_seq_account_id_key" ON "notification"("reference", "seq", "account_id");

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_reference_seq_fkey" FOREIGN KEY ("reference", "seq") REFERENCES "ticket_event"("reference", "seq") ON DELETE CASCADE ON UPDATE RESTRICT;


-- CreateIndex
-- Of what an account has not read: the bell's number, and what a ticket's page marks as read.
CREATE INDEX "notification_unread_idx" ON "notification"("account_id", "reference") WHERE "read_at" IS NULL;

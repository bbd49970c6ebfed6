-- AlterTable
ALTER TABLE "account" ADD COLUMN     "unread_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "ticket_look" (
    "account_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_look_pkey" PRIMARY KEY ("account_id","reference")
);

-- CreateIndex
CREATE INDEX "ticket_look_looked_at_idx" ON "ticket_look"("looked_at");

-- AddForeignKey
ALTER TABLE "ticket_look" ADD CONSTRAINT "ticket_look_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ticket_look" ADD CONSTRAINT "ticket_look_reference_fkey" FOREIGN KEY ("reference") REFERENCES "ticket"("reference") ON DELETE CASCADE ON UPDATE RESTRICT;

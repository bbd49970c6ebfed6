-- AlterTable
ALTER TABLE "session" ADD COLUMN     "officer_id" UUID,
ADD COLUMN     "signed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ticket_open" DROP COLUMN "name",
DROP COLUMN "unit_id";

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE RESTRICT;

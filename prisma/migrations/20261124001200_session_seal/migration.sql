-- AlterTable
ALTER TABLE "session" ADD COLUMN     "seal" UUID NOT NULL DEFAULT gen_random_uuid();

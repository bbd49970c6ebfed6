-- CreateEnum
CREATE TYPE "ExportStatus" AS ENUM ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateTable
CREATE TABLE "export" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID NOT NULL,
    "unit_id" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "year" INTEGER NOT NULL,
    "status" "ExportStatus" NOT NULL DEFAULT 'PENDING',
    "total" INTEGER NOT NULL DEFAULT 0,
    "collected" INTEGER NOT NULL DEFAULT 0,
    "written" INTEGER NOT NULL DEFAULT 0,
    "summary" TEXT[],
    "size" BIGINT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_part" (
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "references" TEXT[],
    "rows" INTEGER,

    CONSTRAINT "export_part_pkey" PRIMARY KEY ("export_id","number")
);

-- CreateIndex
CREATE INDEX "export_account_id_created_at_idx" ON "export"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "export_created_at_idx" ON "export"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "export_account_id_request_key_key" ON "export"("account_id", "request_key");

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "export_part" ADD CONSTRAINT "export_part_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "export"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- What Prisma can't say.
ALTER TABLE "export" ADD CONSTRAINT "export_list_check" CHECK ("list" IN ('tiket', 'laporan')),
  ADD CONSTRAINT "export_format_check" CHECK ("format" IN ('pdf', 'xlsx', 'csv')),
  ADD CONSTRAINT "export_finished_check" CHECK (("finished_at" IS NULL) = ("status" IN ('PENDING', 'PROCESSING'))),
  ADD CONSTRAINT "export_size_check" CHECK (("size" IS NOT NULL) = ("status" = 'COMPLETED'));

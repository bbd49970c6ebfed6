-- CreateTable
CREATE TABLE "saved_filter" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,

    CONSTRAINT "saved_filter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_filter_account_id_list_name_key" ON "saved_filter"("account_id", "list", "name");

-- AddForeignKey
ALTER TABLE "saved_filter" ADD CONSTRAINT "saved_filter_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- By hand:
ALTER TABLE "saved_filter"
  ADD CONSTRAINT "saved_filter_list_check" CHECK ("list" IN ('tiket', 'laporan')),
  ADD CONSTRAINT "saved_filter_name_check" CHECK (btrim("name") <> '');

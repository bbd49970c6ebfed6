-- Tens of thousands of satkers are found by parts of code and name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "done_request" (
    "account_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "done_request_pkey" PRIMARY KEY ("account_id","path","request_key")
);

-- CreateIndex
CREATE INDEX "done_request_created_at_idx" ON "done_request"("created_at");

-- CreateIndex
CREATE INDEX "unit_code_name_idx" ON "unit" USING GIN ("code" gin_trgm_ops, "name" gin_trgm_ops);

-- AddForeignKey
ALTER TABLE "done_request" ADD CONSTRAINT "done_request_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

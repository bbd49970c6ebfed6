-- CreateTable
CREATE TABLE "kept_form" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID NOT NULL,
    "fields" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kept_form_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "kept_form_account_id_idx" ON "kept_form"("account_id");

-- CreateIndex
CREATE INDEX "kept_form_created_at_idx" ON "kept_form"("created_at");

-- AddForeignKey
ALTER TABLE "kept_form" ADD CONSTRAINT "kept_form_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

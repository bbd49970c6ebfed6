-- Who looks at what is worth nothing after a crash.
CREATE UNLOGGED TABLE "ticket_open" (
    "stream" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "unit_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_open_pkey" PRIMARY KEY ("stream")
);

-- CreateIndex
CREATE INDEX "ticket_open_reference_idx" ON "ticket_open"("reference");

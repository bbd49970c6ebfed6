-- Figures of yesterday's process are worth nothing, so that a crash may take them.
CREATE UNLOGGED TABLE "worker_figures" (
    "worker" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "worker_figures_pkey" PRIMARY KEY ("worker")
);

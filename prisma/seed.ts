/**
 * Loads reference data into any database and demo data into an empty one; `node prisma/seed.ts` seeds the configured
 * one.
 */
import type { PrismaClient } from './generated/client.ts';
import { loadDemo } from './seed/demo.ts';
import { loadHolidays } from './seed/holidays.ts';
import { loadUnits } from './seed/units.ts';

/** The part of the configuration that fills an empty database (contract.md, environment). */
interface SeedConfig {
  slaWorkingDays: number;
  /** Minutes of the local day. */
  serviceHours: { opensAt: number; closesAt: number };
  autoCompleteWorkingDays: number;
  demo: boolean;
}

/**
 * Adds missing rows and changes none, so that every start can run it. Leaves out the demo's tickets, which their
 * workflows create.
 * @returns whether this call loaded the demo's accounts
 */
export async function seed(prisma: PrismaClient, config: SeedConfig): Promise<{ demoLoaded: boolean }> {
  await loadUnits(prisma);
  await loadHolidays(prisma);
  await loadSlaSetting(prisma, config);
  return { demoLoaded: config.demo && (await loadDemo(prisma)) };
}

/** The configuration fills an empty table; after that the administrator's row wins. */
async function loadSlaSetting(prisma: PrismaClient, config: SeedConfig): Promise<void> {
  const { slaWorkingDays: workingDays, autoCompleteWorkingDays, serviceHours } = config;
  const hours = [[serviceHours.opensAt, serviceHours.closesAt]];
  await prisma.slaSetting.createMany({
    data: [{ workingDays, autoCompleteWorkingDays, hours }],
    skipDuplicates: true,
  });
}

if (import.meta.main) {
  const { readConfig } = await import('../config/env.ts');
  const { openDatabase } = await import('./client.ts');
  const config = readConfig();
  const { prisma, close } = openDatabase(config.databaseUrl);
  try {
    const { demoLoaded } = await seed(prisma, config);
    console.log(demoLoaded ? 'Reference and demo data are loaded.' : 'Reference data is loaded.');
  } finally {
    await close();
  }
}

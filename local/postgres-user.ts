import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** PostgreSQL refuses to run as root, so root runs it as the user `postgres`. */

export const isRoot = process.getuid?.() === 0;

const USER = 'postgres';
const CAP_DAC_OVERRIDE = 1;
const CAP_DAC_READ_SEARCH = 2;

export interface Ids {
  uid: number;
  gid: number;
}

/** The ids of `postgres`, which it creates if missing; null if we are not root and run PostgreSQL as ourselves. */
export function postgresIds(): Ids | null {
  if (!isRoot) return null;
  return findIds() ?? createUser();
}

function findIds(): Ids | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, USER], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function createUser(): Ids {
  execFileSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    USER,
  ]);
  const ids = findIds();
  if (!ids)
    throw new Error(
      `The user ${USER} could not be created; create it or start this as another user than root`,
    );
  return ids;
}

/**
 * A command run as `postgres`. If that user cannot reach one of `paths` (such as a checkout below /root), it gets a
 * capability to pass through folders and otherwise stays an ordinary user.
 * @throws Error when neither works.
 */
export function asPostgres(
  ids: Ids | null,
  paths: string[],
  command: string,
  args: string[],
): [string, string[]] {
  if (!ids) return [command, args];
  const user = [`--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'];
  if (reaches(user, paths)) return ['setpriv', [...user, '--', command, ...args]];
  const capability = passCapability();
  // access(2), which PostgreSQL uses to find its own files, ignores capabilities unless no_setuid_fixup is set.
  const capabilities = [`--inh-caps=-all,+${capability}`, `--ambient-caps=-all,+${capability}`];
  const raised = [...user, ...capabilities, '--securebits=+no_setuid_fixup'];
  if (reaches(raised, paths)) return ['setpriv', [...raised, '--', command, ...args]];
  throw new Error(
    `The user ${USER} can't enter ${paths.join(' or ')}; move the project, or set DATA_DIR elsewhere`,
  );
}

function reaches(setprivArgs: string[], paths: string[]): boolean {
  return paths.every((path) => spawnSync('setpriv', [...setprivArgs, '--', 'test', '-x', path]).status === 0);
}

/** The narrower capability; containers often leave root only the wider one. */
function passCapability(): string {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  const has = (bit: number) => (BigInt(`0x${effective}`) >> BigInt(bit)) & 1n;
  return has(CAP_DAC_READ_SEARCH) || !has(CAP_DAC_OVERRIDE) ? 'dac_read_search' : 'dac_override';
}

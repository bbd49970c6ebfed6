import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Each kind of setting. Messages continue the variable's name: "PORT must be …". */

const NUMERIC = /^\d{1,9}$/;

export const wholeNumber = (min: number, max: number) => {
  const should = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(NUMERIC, should)
    .transform(Number)
    .refine((n) => n >= min && n <= max, should);
};

export const port = () => wholeNumber(1, 65535);

export const flag = () =>
  z
    .enum(['0', '1', 'false', 'true'], 'must be 0 or 1')
    .transform((value) => value === '1' || value === 'true');

const isUrl = (schemes: string[]) => (value: string) =>
  URL.canParse(value) && schemes.includes(new URL(value).protocol);

export const url = (schemes: string[], example: string) =>
  z.string().refine(isUrl(schemes), `must be an address such as ${example}`);

export const origin = (example: string) =>
  z
    .string()
    .refine(
      (value) => isUrl(['http:', 'https:'])(value) && new URL(value).origin === value.replace(/\/$/, ''),
      `must be an http or https address without a path, such as ${example}`,
    )
    .transform((value) => new URL(value).origin);

export const hostAndPort = (example: string) =>
  z.string().regex(/^(\[[0-9a-f:]+\]|[A-Za-z0-9._-]+):\d{1,5}$/i, `must be host:port, such as ${example}`);

/** "08:00-17:00" as minutes of the local day. */
export const serviceHours = () => {
  const should = 'must be two times of one day, the first earlier, such as 08:00-17:00';
  return z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, should)
    .transform((value) => {
      const [opensAt = 0, closesAt = 0] = value.split('-').map(minutesOfDay);
      return { opensAt, closesAt };
    })
    .refine(({ opensAt, closesAt }) => opensAt < closesAt, should);
};

function minutesOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** "10.0.0.1, 10.1.0.0/16" as a list to check addresses against. */
export const addresses = () =>
  z.string().transform((value, context) => {
    const list = new BlockList();
    for (const entry of value.split(',').map((part) => part.trim())) {
      const [address = '', bits, rest] = entry.split('/');
      const version = isIP(address);
      const widest = version === 6 ? 128 : 32;
      const width = bits === undefined ? widest : NUMERIC.test(bits) ? Number(bits) : Infinity;
      if (version === 0 || width > widest || rest !== undefined) {
        context.addIssue('must be addresses or networks with commas between, such as 10.0.0.5,10.1.0.0/16');
        return z.NEVER;
      }
      list.addSubnet(address, width, version === 6 ? 'ipv6' : 'ipv4');
    }
    return list;
  });

/** Instants as Indonesian offices write them: month names, a point in the time, the zone by its local name. */
import { DateTime } from 'luxon';

const zoneNames: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** The first usable year: that of the operating manual. */
export const firstYear = 2017;

/** "31 Mei 2017 15.57 WIB". */
export function formatInstant(date: Date, zone: string): string {
  return `${inZone(date, zone).toFormat('d LLLL yyyy HH.mm')} ${zoneName(zone)}`;
}

/** "31 Mei 2017": the day of this instant in the zone. */
export function formatDay(date: Date, zone: string): string {
  return inZone(date, zone).toFormat('d LLLL yyyy');
}

/** "2017-05-31": the day of this instant in the zone. */
export function isoDay(date: Date, zone: string): string {
  return inZone(date, zone).toISODate();
}

/** WIB, WITA or WIT; another IANA zone keeps its own name. */
export function zoneName(zone: string): string {
  return zoneNames[zone] ?? zone;
}

/** The calendar year of this instant in the zone. */
export function yearIn(date: Date, zone: string): number {
  return inZone(date, zone).year;
}

/** The day typed as "17/08/2026", or in an address as "2026-08-17"; null unless it is a day from 2000 to 2099. */
export function readDay(text: string): string | null {
  const [, day = '', month = '', year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return /^20\d{2}-\d{2}-\d{2}$/.test(iso) && DateTime.fromISO(iso).isValid ? iso : null;
}

/** The instant typed as "17/08/2026 18.30" in the zone's time, or as ISO 8601; null unless it lies in 2000 to 2099. */
export function readInstant(text: string, zone: string): Date | null {
  const [typed = '', clock = '00.00'] = text.split(/\s+/);
  const day = readDay(typed);
  const iso = day === null ? text : `${day}T${clock.replaceAll('.', ':').replace(/^\d:/, '0$&')}`;
  const time = DateTime.fromISO(iso, { zone });
  return time.isValid && time.year >= 2000 && time.year < 2100 ? time.toJSDate() : null;
}

/** An ISO day or local time as people type it, "17/08/2026 18.30"; other text is unchanged. */
export const asTyped = (text: string): string =>
  text.replace(
    /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/,
    (_, year: string, month: string, day: string, ...clock: (string | undefined)[]) => {
      const [hour, minute, second = '00'] = clock;
      const time = hour === undefined ? '' : ` ${hour}.${minute}${second === '00' ? '' : `.${second}`}`;
      return `${day}/${month}/${year}${time}`;
    },
  );

function inZone(date: Date, zone: string): DateTime<true> {
  const time = DateTime.fromJSDate(date, { zone }).setLocale('id');
  if (!time.isValid) throw new RangeError(`no local time: ${time.invalidExplanation ?? time.invalidReason}`);
  return time;
}

/** Instants as people in the offices read them: Indonesian months, a point in the time, the zone by its local name. */
import { DateTime } from 'luxon';

const zoneNames: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** The first year that is worked on: the year of the operating manual. */
export const firstYear = 2017;

/** "31 Mei 2017 15.57 WIB". */
export function formatInstant(date: Date, zone: string): string {
  return `${inZone(date, zone).toFormat('d LLLL yyyy HH.mm')} ${zoneName(zone)}`;
}

/** "31 Mei 2017": the day of this instant in the zone. */
export function formatDay(date: Date, zone: string): string {
  return inZone(date, zone).toFormat('d LLLL yyyy');
}

/** WIB, WITA or WIT; another IANA zone keeps its own name. */
export function zoneName(zone: string): string {
  return zoneNames[zone] ?? zone;
}

/** The calendar year of this instant in the zone. */
export function yearIn(date: Date, zone: string): number {
  return inZone(date, zone).year;
}

function inZone(date: Date, zone: string): DateTime<true> {
  const time = DateTime.fromJSDate(date, { zone }).setLocale('id');
  if (!time.isValid) throw new RangeError(`no local time: ${time.invalidExplanation ?? time.invalidReason}`);
  return time;
}

/** Waktu SLA and Lama penyelesaian of many tickets at one instant, each distinct one computed once. */
import type { Calendar } from '../domain/calendar.ts';
import { remainingText, workingTimeText } from '../domain/sla.ts';
import { calendarOf } from '../calendar/tables.ts';
import type { Place } from '../calendar/tables.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

/** Most texts to cache; deadlines are ends of working days, so a year has few. */
const mostRemembered = 10_000;

export interface PlaceTexts {
  /** "sisa 2 hari 3 jam". */
  remaining(dueAt: number): string;
  /** "1 hari 2 jam". */
  used(minutes: number): string;
}

/** @returns the texts for a place; reads its calendar at the first call */
export function slaTexts(prisma: PrismaClient, at: Date): (place: Place) => Promise<PlaceTexts> {
  const known = new Map<string, Promise<PlaceTexts>>();
  return ({ zone, province }) => {
    const key = `${zone} ${province ?? ''}`;
    const texts =
      known.get(key) ?? calendarOf(prisma, { zone, province }).then(({ calendar }) => textsOf(calendar, at));
    known.set(key, texts);
    return texts;
  };
}

const textsOf = (calendar: Calendar, at: Date): PlaceTexts => ({
  remaining: remembered((dueAt) => remainingText(at, new Date(dueAt), calendar)),
  used: (minutes) => workingTimeText(minutes, calendar),
});

function remembered(work: (given: number) => string): (given: number) => string {
  const known = new Map<number, string>();
  return (given) => {
    let text = known.get(given);
    if (text === undefined) {
      text = work(given);
      if (known.size >= mostRemembered) known.clear();
      known.set(given, text);
    }
    return text;
  };
}

import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../domain/values.ts';

/** A day of the hall: when its windows open, and from when nobody takes a number any more. */
export interface OpeningHours {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

const OPENS = Temporal.PlainTime.from('08:30');
const CLOSES = Temporal.PlainTime.from('17:00');

/** Where every simulation begins, so that a seed gives the same log on any day: a Monday. */
export const FIRST_DAY = Temporal.PlainDate.from('2026-01-05');

/** Days of service, Monday to Friday, from the first one on. Public holidays are not played. */
export function openingHours(first: Temporal.PlainDate, days: number, zone: string): readonly OpeningHours[] {
  const found: OpeningHours[] = [];
  for (let date = first; found.length < days; date = date.add({ days: 1 })) {
    if (date.dayOfWeek < 6) found.push(hoursOf(date, zone));
  }
  return found;
}

export function hoursOf(date: Temporal.PlainDate, zone: string): OpeningHours {
  const at = (time: Temporal.PlainTime): Instant =>
    date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds as Instant;
  return { opensAt: at(OPENS), closesAt: at(CLOSES) };
}

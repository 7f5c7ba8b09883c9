import { Temporal } from 'temporal-polyfill';
import type { Day, Instant } from '../values.ts';

/** The hall's local day an instant lies in, and the instant that day ends (local midnight, summer time or not). */
export function dayAt(at: Instant, zone: string): { readonly day: Day; readonly until: Instant } {
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const until = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  return { day: date.toString() as Day, until: until as Instant };
}

/** The dates before a day, the nearest first. */
export function daysBefore(day: Day, count: number): readonly Day[] {
  const date = Temporal.PlainDate.from(day);
  return Array.from({ length: count }, (_, index) => date.subtract({ days: index + 1 }).toString() as Day);
}

/** The day so many days later, or earlier. */
export function dayLater(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString() as Day;
}

/** Local midnight. */
export function dayStart(day: Day, zone: string): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds as Instant;
}

/** Monday is 1. */
export function weekdayOf(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

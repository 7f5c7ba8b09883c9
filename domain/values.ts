/**
 * The small values of the hall. What could be swapped for another is branded, and only a parser makes one.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type HallId = Brand<string, 'HallId'>;
export type ServiceId = Brand<string, 'ServiceId'>;
export type WindowNo = Brand<number, 'WindowNo'>;
export type StaffNo = Brand<string, 'StaffNo'>;
export type TicketNumber = Brand<string, 'TicketNumber'>;
/** `HALL-YYYYMMDD-NUMBER`: unique for ever, told to nobody but the log. */
export type TicketId = Brand<string, 'TicketId'>;
/** A day of service, the hall's local date, `YYYY-MM-DD`. */
export type Day = Brand<string, 'Day'>;
/** Milliseconds since 1970-01-01T00:00:00Z, as stamped by the hub. */
export type Instant = Brand<number, 'Instant'>;

const matching =
  <T extends string>(pattern: RegExp) =>
  (raw: unknown): T | undefined =>
    typeof raw === 'string' && pattern.test(raw) ? (raw as T) : undefined;

/** Lower-case letters, digits and hyphens, 1–32 signs. */
export const parseHallId = matching<HallId>(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/);
export const parseServiceId = matching<ServiceId>(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/);
/** Letters and digits, 1–20 signs, as printed on the staff card. */
export const parseStaffNo = matching<StaffNo>(/^[A-Za-z0-9]{1,20}$/);
/** A service's prefix (A–Z, 1–2 letters) and at least three digits. */
export const parseTicketNumber = matching<TicketNumber>(/^[A-Z]{1,2}\d{3,6}$/);

/** `YYYY-MM-DD`, a day that there is: never 31 February. */
export function parseDay(raw: unknown): Day | undefined {
  if (typeof raw !== 'string' || !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(raw)) return undefined;
  const midnight = Date.parse(`${raw}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(raw) ? (raw as Day) : undefined;
}

/** Window numbers are those painted on the wall: 1–99. */
export function parseWindowNo(raw: unknown): WindowNo | undefined {
  const no = typeof raw === 'string' && /^[1-9]\d?$/.test(raw) ? Number(raw) : raw;
  return typeof no === 'number' && Number.isInteger(no) && no >= 1 && no <= 99 ? (no as WindowNo) : undefined;
}

/** Any finite number of milliseconds; fractions are cut. */
export function parseInstant(raw: unknown): Instant | undefined {
  return typeof raw === 'number' && Number.isFinite(raw) ? (Math.trunc(raw) as Instant) : undefined;
}

export function later(at: Instant, ms: number): Instant {
  return (at + ms) as Instant;
}

export function ticketNumber(prefix: string, sequence: number): TicketNumber {
  return `${prefix}${String(sequence).padStart(3, '0')}` as TicketNumber;
}

export function ticketId(hall: HallId, day: Day, number: TicketNumber): TicketId {
  return `${hall}-${day.replaceAll('-', '')}-${number}` as TicketId;
}

/** The end of every switch on a union: a case you forgot must not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

import type { TicketNumber } from '../domain/values.ts';

/** What numbers are ordered by: A2 comes before A10, and A999 before A1000. */
export interface NumberParts {
  readonly prefix: string;
  readonly sequence: number;
}

export function numberParts(number: TicketNumber): NumberParts {
  const digits = number.search(/\d+$/);
  if (digits < 0) throw new RangeError(`no ticket number: ${number}`);
  return { prefix: number.slice(0, digits), sequence: Number(number.slice(digits)) };
}

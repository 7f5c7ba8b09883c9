import { parseTicketNumber, type TicketNumber } from '../domain/values.ts';

/** Reads a number as people type it: small letters, full-width signs, spaces, and without the leading zeros. */
export function findNumber(typed: string): TicketNumber | undefined {
  const plain = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const parts = /^([A-Z]{1,2})(\d{1,6})$/.exec(plain);
  if (parts === null) return undefined;
  const [, prefix = '', digits = ''] = parts;
  return parseTicketNumber(`${prefix}${digits.padStart(3, '0')}`);
}

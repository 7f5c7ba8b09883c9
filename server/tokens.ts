import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import {
  parseDay,
  parseHallId,
  parseTicketNumber,
  ticketId,
  type Day,
  type HallId,
  type TicketId,
  type TicketNumber,
} from '../domain/values.ts';
import type { Keys } from './keys.ts';

/** Tokens are an id and its HMAC: nothing to store, nothing to steal from the database. */
export interface Tokens {
  /** Goes to the citizen only: paper, screen or phone. */
  ticketToken(id: TicketId): string;
  readTicketToken(token: string): TicketId | undefined;
  deviceToken(id: string): string;
  /** The id the token was made for; whether the device still may come in is another question. */
  readDeviceToken(token: string): string | undefined;
}

/** Base64url characters: 96 bits for a day's ticket, 192 for a device that stays for years. */
const TICKET_MAC = 16;
const DEVICE_MAC = 32;

export function createTokens(keys: Keys): Tokens {
  const tickets = createSecretKey(keys.tickets);
  const devices = createSecretKey(keys.devices);
  /** Device tokens that were right before, as few as there are devices: a screen asks thousands of times a day. */
  const rightBefore = new Map<string, string>();
  return {
    ticketToken: (id) => sign(tickets, id, TICKET_MAC),
    readTicketToken(token) {
      const id = verify(tickets, token, TICKET_MAC);
      return id === undefined ? undefined : readTicketId(id)?.id;
    },
    deviceToken: (id) => sign(devices, id, DEVICE_MAC),
    readDeviceToken(token) {
      const id = rightBefore.get(token) ?? verify(devices, token, DEVICE_MAC);
      if (id !== undefined) rightBefore.set(token, id);
      return id;
    },
  };
}

/** The parts of a ticket's id; a hall's id may itself hold hyphens. */
export function readTicketId(
  raw: string,
): { readonly id: TicketId; readonly hall: HallId; readonly day: Day; readonly number: TicketNumber } | undefined {
  const parts = /^(.{1,32})-(\d{4})(\d\d)(\d\d)-([A-Z]{1,2}\d{3,6})$/.exec(raw);
  if (parts === null) return undefined;
  const hall = parseHallId(parts[1]);
  const day = parseDay(`${parts[2] ?? ''}-${parts[3] ?? ''}-${parts[4] ?? ''}`);
  const number = parseTicketNumber(parts[5]);
  if (hall === undefined || day === undefined || number === undefined) return undefined;
  return { id: ticketId(hall, day, number), hall, day, number };
}

/** Compares in a time that tells nothing about where they differ. */
export function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

function sign(key: KeyObject, id: string, length: number): string {
  return `${id}.${createHmac('sha256', key).update(id).digest('base64url').slice(0, length)}`;
}

function verify(key: KeyObject, token: string, length: number): string | undefined {
  const dot = token.length - length - 1;
  if (dot < 1 || dot > 80 || token[dot] !== '.') return undefined;
  const id = token.slice(0, dot);
  return sameText(token, sign(key, id, length)) ? id : undefined;
}

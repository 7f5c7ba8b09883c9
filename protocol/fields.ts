import { z } from 'zod';
import { CATEGORIES, CHANNELS, LEVELS, OUTCOMES } from '../domain/queue/ticket.ts';
import {
  type Instant,
  parseServiceId,
  parseTicketNumber,
  type ServiceId,
  type TicketNumber,
} from '../domain/values.ts';

/** The fields of commands; whatever comes in passes one of these once. */

/** Words a person typed: well-formed, visible, not more than they need. */
export function words(most: number) {
  return z
    .string()
    .max(most)
    .refine(
      (text) => text.trim() !== '' && text.isWellFormed() && !/[\u0000-\u0008\u000b-\u001f\ufffd]/.test(text),
      'not readable text',
    );
}

export const serviceId = z
  .string()
  .max(48)
  .transform((raw, context): ServiceId => {
    const id = parseServiceId(raw);
    if (id !== undefined) return id;
    context.addIssue('not a service id');
    return z.NEVER;
  });

export const ticketNumber = z
  .string()
  .max(8)
  .transform((raw, context): TicketNumber => {
    const number = parseTicketNumber(raw);
    if (number !== undefined) return number;
    context.addIssue('not a ticket number');
    return z.NEVER;
  });

/** RFC 3339 with an offset. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) as Instant);

export const category = z.enum(CATEGORIES);
export const channel = z.enum(CHANNELS).exclude(['walk-in']);
export const outcome = z.enum(OUTCOMES);
export const level = z.literal(LEVELS);

/** What the screen showed and when the key was pressed. */
export const freshness = { expected: ticketNumber.nullable().optional(), pressedAt: instant.optional() };

const reasons = z
  .array(z.string().min(1).max(40))
  .max(10)
  .refine((ids) => new Set(ids).size === ids.length, 'a reason is named twice')
  .default([]);
const ratingFields = { level, reasons, text: words(500).optional() };
const saysWhy = { path: ['reasons'], message: 'levels 1 and 2 need a reason or words' };

/** By the ticket's own citizen. */
export const rating = z.strictObject(ratingFields).refine(needsNoReason, saysWhy);
/** At a window's pad. */
export const padRating = z.strictObject({ number: ticketNumber, ...ratingFields }).refine(needsNoReason, saysWhy);

function needsNoReason(given: { level: number; reasons: readonly string[]; text?: string | undefined }): boolean {
  return given.level > 2 || given.reasons.length > 0 || given.text !== undefined;
}

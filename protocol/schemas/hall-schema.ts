import { ANNOUNCEMENTS_KEPT } from '../../domain/hall.ts';
import { z } from 'zod';
import type { OrderFacts } from '../../domain/queue/order/order-facts.ts';
import type { RatingReasons } from '../../domain/settings/settings.ts';
import type { HallView, WaitedService, WaitRange } from '../views.ts';

/** Answers as they go out, for the hub's own description; each is held to its view by the compiler. */

export const instantText = z.iso.datetime({ precision: 3 });
export const dayText = z.iso.date();
export const windowStatus = z.enum(['open', 'paused', 'closed']);
export const stage = z.enum(['called', 'serving']);

const orderSchema = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('accumulating'), weight: z.number() }),
  z.object({ rule: z.literal('first-come') }),
  z.object({ rule: z.literal('strict'), agedAfterMin: z.number() }),
  z.object({ rule: z.literal('ratio'), priority: z.int(), ordinary: z.int(), agedAfterMin: z.number() }),
]) satisfies z.ZodType<OrderFacts>;

export const hallFactsSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  mark: z.string(),
  hotline: z.string(),
  zone: z.string(),
  order: orderSchema,
}) satisfies z.ZodType<HallView['hall']>;

export const hallWindow = z.object({
  no: z.int(),
  name: z.string(),
  status: windowStatus,
  number: z.string().nullable(),
  stage: stage.nullable(),
});

export const waitRange = z.object({ low: z.int(), high: z.int() }).nullable() satisfies z.ZodType<WaitRange>;

const service = z.object({
  id: z.string(),
  prefix: z.string(),
  name: z.string(),
  nameEn: z.string(),
  waiting: z.int(),
  open: z.boolean(),
  reason: z.string().nullable(),
  wait: waitRange,
}) satisfies z.ZodType<WaitedService>;

const announcement = z.object({
  no: z.int(),
  kind: z.enum(['call', 'recall', 'no-show']),
  number: z.string(),
  window: z.int(),
  text: z.string(),
  reading: z.string(),
  at: instantText,
});

export const reasonList = z.object({
  version: z.int(),
  items: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
}) satisfies z.ZodType<RatingReasons>;

export const hallSchema = z.object({
  hall: hallFactsSchema,
  day: dayText.nullable(),
  services: z.array(service),
  windows: z.array(hallWindow),
  announcements: z.array(announcement).max(ANNOUNCEMENTS_KEPT),
  missed: z.array(z.string()),
  notices: z.array(z.string()),
}) satisfies z.ZodType<HallView>;

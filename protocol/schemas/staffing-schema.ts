import { z } from 'zod';
import type { Expected, HalfHourAdvice } from '../../domain/staffing/advice.ts';
import { figureSchema } from './board-schema.ts';
import { dayText, instantText } from './hall-schema.ts';

/** Minutes of the day, `08:30`; the last half hour ends at `24:00`. */
const clockText = z.string().regex(/^(?:[01]\d|2[0-4]):[03]0$/);

const expected = z.object({
  pWait: z.number(),
  meanWaitMin: z.number(),
  withinTarget: z.number(),
}) satisfies z.ZodType<Expected>;

const halfHour = z.object({
  from: clockText,
  to: clockText,
  arrivals: figureSchema,
  handling: figureSchema,
  handlingOf: z.enum(['half-hour', 'day']),
  load: z.number().nullable(),
  windows: figureSchema,
  windowsThere: z.int(),
  expected: z.union([expected, z.literal('unstable')]).nullable(),
  advised: z.int().nullable(),
  expectedAdvised: expected.nullable(),
  few: z.boolean(),
}) satisfies z.ZodType<HalfHourAdvice>;

/** Advice for a day, from the days before it. */
export const staffingSchema = z.object({
  day: dayText,
  at: instantText,
  /** The first and last day of the history looked at, whether anything was on them or not. */
  from: dayText,
  to: dayText,
  weekday: z.int().min(1).max(7),
  basis: z.enum(['weekday', 'all-days']),
  days: z.array(dayText),
  target: z.object({ minutes: z.number(), share: z.number() }),
  halfHours: z.array(halfHour),
});

export type StaffingView = z.infer<typeof staffingSchema>;

/** The target's minutes as they are asked for. */
export const targetText = z.string().regex(/^(?:[1-9]\d?|1[01]\d|120)$/);

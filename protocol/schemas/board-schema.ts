import { z } from 'zod';
import { PAPER_FAILURES, PRINTER_CONDITIONS } from '../../domain/paper/job.ts';
import type { BoardView, DayFigures, Figure, FigureSet } from '../views.ts';
import { dayText, hallFactsSchema, hallWindow, instantText, waitRange } from './hall-schema.ts';

export const figureSchema = z.object({
  value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number(),
}) satisfies z.ZodType<Figure>;

const figureSet = z.object({
  issued: z.int(),
  waiting: z.int(),
  called: z.int(),
  handled: z.int(),
  meanWait: figureSchema,
  p90Wait: z.number().nullable(),
  meanHandling: figureSchema,
  p90Handling: z.number().nullable(),
  noShow: figureSchema,
  overLimit: figureSchema,
  ratings: z.object({ '1': z.int(), '2': z.int(), '3': z.int(), '4': z.int(), '5': z.int() }),
  rated: figureSchema,
  unrated: figureSchema,
  good: figureSchema,
  bad: figureSchema,
}) satisfies z.ZodType<FigureSet>;

/** Why somebody was called; older records hold the first three only. */
export const choiceSchema = z.object({
  rule: z.string(),
  waitedMs: z.number(),
  weight: z.number(),
  isPriority: z.boolean().optional(),
  bothWaited: z.boolean().optional(),
  agedAfterMin: z.number().optional(),
  turn: z
    .object({ of: z.enum(['priority', 'ordinary']), made: z.int(), priority: z.int(), ordinary: z.int() })
    .optional(),
});

const named = figureSet.extend({ key: z.string(), name: z.string() });

export const figuresSchema = z.object({
  day: dayText.nullable(),
  at: instantText,
  hall: figureSet,
  services: z.array(named),
  windows: z.array(named),
  staff: z.array(named),
}) satisfies z.ZodType<DayFigures>;

export const boardSchema = z.object({
  hall: hallFactsSchema,
  day: dayText.nullable(),
  totals: z.object({
    waiting: z.int(),
    open: z.int(),
    windows: z.int(),
    issued: z.int(),
    handled: z.int(),
  }),
  queues: z.array(
    z.object({
      service: z.string(),
      prefix: z.string(),
      waiting: z.int(),
      longestMs: z.number().nullable(),
      longest: z.string().nullable(),
      limitMin: z.number(),
      wait: waitRange,
    }),
  ),
  windows: z.array(
    hallWindow.extend({
      staff: z.string().nullable(),
      since: instantText.nullable(),
      pauseReason: z.string().nullable(),
      recalls: z.int(),
      choice: choiceSchema.nullable(),
      service: z.string().nullable(),
    }),
  ),
  alarms: z.array(
    z.object({
      kind: z.enum(['wait-limit', 'printer', 'paper', 'clock', 'screen', 'sound', 'public-url', 'store', 'voice']),
      subject: z.string(),
      detail: z.string(),
      since: instantText,
    }),
  ),
  printers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      condition: z.enum(PRINTER_CONDITIONS),
      since: instantText,
      queued: z.int(),
    }),
  ),
  screens: z.array(
    z.object({
      device: z.string(),
      kind: z.string(),
      name: z.string(),
      window: z.int().nullable(),
      connected: z.boolean(),
      since: instantText,
      sound: z.enum(['on', 'off']).nullable(),
    }),
  ),
  papers: z.array(
    z.object({
      number: z.string(),
      print: z.enum(['failed', 'unknown']),
      failure: z.enum(PAPER_FAILURES).nullable(),
      at: instantText,
    }),
  ),
  forecast: z
    .object({ day: dayText, n: z.int(), maeS: z.number().nullable(), covered: z.number().nullable() })
    .nullable(),
  figures: figuresSchema,
}) satisfies z.ZodType<BoardView>;

import { z } from 'zod';
import type { WaitOutlook } from '../../domain/staffing/what-if.ts';
import { figureSchema } from './board-schema.ts';
import { instantText } from './hall-schema.ts';

const outlook = z.object({
  uncalled: z.int(),
  p50S: figureSchema,
  p80S: figureSchema,
}) satisfies z.ZodType<WaitOutlook>;

/** What becomes of those who wait if a window opens or closes now. */
export const whatIfSchema = z.object({
  at: instantText,
  what: z.enum(['open', 'close']),
  window: z.int(),
  waiting: z.int(),
  before: outlook,
  after: outlook,
});

export type WhatIfView = z.infer<typeof whatIfSchema>;

/** A window as it is asked for. */
export const windowText = z.string().regex(/^[1-9]\d?$/);

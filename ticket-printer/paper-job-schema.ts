import { z } from 'zod';
import type { PaperJob } from '../protocol/paper.ts';

const text = z.string();
const count = z.number().int().min(0);

/** A job as the hub hands it out; fields of a newer hub are passed over. */
const paperJob: z.ZodType<PaperJob> = z.object({
  job: text.min(1),
  facts: z.object({
    hall: text,
    service: text,
    number: text.min(1),
    ahead: count,
    wait: z.object({ low: count, high: count }).nullable(),
    windows: z.array(count),
    materials: z.array(z.object({ name: text, note: text })),
    issued: text,
    dispenser: text,
    hotline: text,
    url: text,
    copy: z.boolean(),
    words: z.object({
      ahead: text,
      wait: text,
      windows: text,
      bring: text,
      noShowRule: text,
      scan: text,
      phone: text,
      copy: text,
    }),
  }),
});

export const claimAnswer = z.object({ job: paperJob.nullable() });
export const deviceAnswer = z.object({ id: text, kind: text, hall: text.min(1) });
export const printerView = z.object({ queued: count });

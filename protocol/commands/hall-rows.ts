import { z } from 'zod';
import { PAPER_FAILURES, PRINTER_CONDITIONS, type PrinterId } from '../../domain/paper/job.ts';
import { parseSettings } from '../../domain/settings/parse-settings.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import { type Asked, type CommandRow, nothing, row } from './row.ts';

const settings = z.unknown().transform((raw, context): Settings => {
  const parsed = parseSettings(raw);
  if (parsed.ok) return parsed.settings;
  for (const error of parsed.errors) {
    context.addIssue({ code: 'custom', path: error.path === '' ? [] : error.path.split('.'), message: error.code });
  }
  return z.NEVER;
});

/** A paired print agent is the printer of its own id. */
const own = (asked: Asked): PrinterId => (asked.by.kind === 'device' ? asked.by.device : 'main');

/** Print agents, and the hall itself. */
export const hallRows: readonly CommandRow[] = [
  row({
    name: 'claim-paper',
    path: '/halls/:hall/printer/claim',
    action: 'claim-paper',
    summary: 'A print agent takes its next job.',
    body: nothing,
    answer: z.object({ job: z.unknown() }),
    command: (_, asked) => ({ type: 'claim-paper', printer: own(asked) }),
  }),
  row({
    name: 'settle-paper',
    path: '/halls/:hall/printer/jobs',
    action: 'settle-paper',
    summary: 'What came of a job.',
    body: z.strictObject({
      job: z.string().min(1).max(80),
      state: z.enum(['printed', 'failed', 'unknown']),
      failure: z.enum(PAPER_FAILURES).nullable().default(null),
    }),
    answer: z.object({ job: z.string(), state: z.string() }),
    command: (body, asked) => ({ type: 'settle-paper', printer: own(asked), ...body }),
  }),
  row({
    name: 'report-printer',
    path: '/halls/:hall/printer/condition',
    action: 'report-printer',
    summary: 'What the printer says of itself.',
    body: z.strictObject({ condition: z.enum(PRINTER_CONDITIONS) }),
    answer: z.object({ condition: z.string() }),
    command: ({ condition }, asked) => ({ type: 'report-printer', printer: own(asked), condition }),
  }),
  row({
    name: 'configure',
    path: '/halls/:hall/settings',
    action: 'configure',
    summary: 'New settings, whole.',
    body: z.strictObject({ settings }),
    command: (body, { hall }) => ({ type: 'configure', settings: { ...body.settings, hall } }),
  }),
];

import { z } from 'zod';
import { category, freshness, level, needsNoReason, outcome, serviceId, ticketNumber, words } from '../fields.ts';
import { type CommandRow, numbered, row } from './row.ts';

const windowPath = (key: string): string => `/halls/:hall/windows/:no/${key}`;
const press = z.strictObject(freshness);
const windowAnswer = z.object({ window: z.int(), status: z.enum(['open', 'paused', 'closed']) });

/** The keys at a window, and its rating pad. */
export const windowRows: readonly CommandRow[] = [
  row({
    name: 'open-window',
    path: windowPath('open'),
    action: 'open-window',
    summary: 'Sign in at a free window; one’s own again goes on.',
    body: press,
    answer: windowAnswer,
    command: (body, { window }) => ({ type: 'open-window', window, ...body }),
  }),
  row({
    name: 'pause-window',
    path: windowPath('pause'),
    action: 'pause-window',
    summary: 'Pause with a reason.',
    body: z.strictObject({ reason: words(100), ...freshness }),
    answer: windowAnswer,
    command: ({ reason, ...fresh }, { window, keep }) => ({
      type: 'pause-window',
      window,
      reason: keep(reason),
      ...fresh,
    }),
  }),
  row({
    name: 'continue-window',
    path: windowPath('continue'),
    action: 'continue-window',
    summary: 'Go on after a pause.',
    body: press,
    answer: windowAnswer,
    command: (body, { window }) => ({ type: 'continue-window', window, ...body }),
  }),
  row({
    name: 'close-window',
    path: windowPath('close'),
    action: 'close-window',
    summary: 'Sign out of a window.',
    body: press,
    answer: windowAnswer,
    command: (body, { window }) => ({ type: 'close-window', window, ...body }),
  }),
  row({
    name: 'call-next',
    path: windowPath('call-next'),
    action: 'call-next',
    summary: 'Call whoever is next; ends what stands at the window.',
    body: press,
    answer: z.object({ number: z.string(), service: z.string(), category, rule: z.string() }),
    command: (body, { window }) => ({ type: 'call-next', window, ...body }),
  }),
  row({
    name: 'recall',
    path: windowPath('recall'),
    action: 'recall',
    summary: 'Call the same number again.',
    body: press,
    answer: numbered.extend({ recalls: z.int() }),
    command: (body, { window }) => ({ type: 'recall', window, ...body }),
  }),
  row({
    name: 'arrived',
    path: windowPath('arrived'),
    action: 'arrive',
    summary: 'The citizen is there; handling starts.',
    body: press,
    answer: numbered,
    command: (body, { window }) => ({ type: 'arrive', window, ...body }),
  }),
  row({
    name: 'finish',
    path: windowPath('finish'),
    action: 'finish',
    summary: 'Handled, with its outcome.',
    body: z.strictObject({ outcome, ...freshness }),
    answer: numbered.extend({ outcome }),
    command: (body, { window }) => ({ type: 'finish', window, ...body }),
  }),
  row({
    name: 'no-show',
    path: windowPath('no-show'),
    action: 'no-show',
    summary: 'Nobody came.',
    body: press,
    answer: numbered,
    command: (body, { window }) => ({ type: 'no-show', window, ...body }),
  }),
  row({
    name: 'undo',
    path: windowPath('undo'),
    action: 'undo',
    summary: 'Take back the last call, finish or no-show within seconds.',
    body: press,
    answer: numbered.extend({ what: z.enum(['call', 'finish', 'no-show']) }),
    command: (body, { window }) => ({ type: 'undo', window, ...body }),
  }),
  row({
    name: 'walk-in',
    path: windowPath('walk-in'),
    action: 'start-walk-in',
    summary: 'Serve somebody without a number.',
    body: z.strictObject({ service: serviceId, ...freshness }),
    answer: numbered.extend({ service: z.string() }),
    command: (body, { window }) => ({ type: 'start-walk-in', window, ...body }),
  }),
  row({
    name: 'note',
    path: windowPath('note'),
    action: 'write-note',
    summary: 'A note on the ticket at the window.',
    body: z.strictObject({ text: words(500), ...freshness }),
    answer: numbered,
    command: ({ text, ...fresh }, { window, keep }) => ({ type: 'write-note', window, text: keep(text), ...fresh }),
  }),
  row({
    name: 'rate-at-window',
    path: windowPath('rating'),
    action: 'rate-at-window',
    summary: 'The rating pad of the window.',
    body: z
      .strictObject({
        number: ticketNumber,
        level,
        reasons: z.array(z.string().min(1).max(40)).max(10).default([]),
        text: words(500).optional(),
      })
      .refine(needsNoReason, { path: ['reasons'], message: 'levels 1 and 2 need a reason or words' }),
    answer: numbered.extend({ level }),
    command: ({ number, level: given, reasons, text }, { window, keep }) => ({
      type: 'rate',
      ticket: { number },
      channel: 'pad',
      window,
      level: given,
      reasons,
      text: text === undefined ? null : keep(text),
    }),
  }),
];

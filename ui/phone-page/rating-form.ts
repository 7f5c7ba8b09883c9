import type { Level } from '../../domain/queue/ticket.ts';
import type { FilledRating } from './phone-options.ts';

export type ReadRating =
  | {
      readonly ok: true;
      readonly rating: { readonly level: Level; readonly reasons: readonly string[]; readonly text?: string };
      readonly filled: FilledRating;
    }
  | { readonly ok: false; readonly problem: 'level-needed' | 'reason-needed'; readonly filled: FilledRating };

const LEVELS: readonly Level[] = [1, 2, 3, 4, 5];

/** Reads the rating form as a browser posts it (`level`, `reasons` once or many times, `text`). */
export function readRatingForm(form: URLSearchParams): ReadRating {
  const text = (form.get('text') ?? '').trim();
  const reasons = form.getAll('reasons').filter((reason) => reason !== '');
  const filled = { level: form.get('level'), reasons, text };
  const level = LEVELS.find((one) => String(one) === filled.level);
  if (level === undefined) return { ok: false, problem: 'level-needed', filled };
  if (level <= 2 && reasons.length === 0 && text === '') return { ok: false, problem: 'reason-needed', filled };
  return { ok: true, rating: { level, reasons, ...(text !== '' && { text }) }, filled };
}

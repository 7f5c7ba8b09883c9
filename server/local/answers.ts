import { z } from 'zod';
import { parseHallId, type HallId } from '../../domain/values.ts';
import type { Store } from '../../db/store.ts';
import type { LocalAnswer } from './local-parts.ts';

export function done(out: readonly string[], ...notes: readonly string[]): LocalAnswer {
  return { exit: 0, out, notes };
}

export function no(...notes: readonly string[]): LocalAnswer {
  return { exit: 1, out: [], notes };
}

export function wrongUse(error: z.ZodError): LocalAnswer {
  const notes = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  return { exit: 2, out: [], notes };
}

export const hallArgument = parsedBy(parseHallId, '应为大厅编号 must be a hall’s id').optional();

/** A schema out of one of the domain's parsers. */
export function parsedBy<T>(parse: (raw: unknown) => T | undefined, wanted: string) {
  return z.unknown().transform((raw, context): T => {
    const value = parse(raw);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: wanted });
    return z.NEVER;
  });
}

/** The hall that is meant: the named one, else the only one there is. */
export async function findHall(
  store: Store,
  named: HallId | undefined,
): Promise<{ readonly ok: true; readonly hall: HallId } | { readonly ok: false; readonly answer: LocalAnswer }> {
  const halls = await store.log.halls();
  const [first] = halls;
  if (first === undefined)
    return { ok: false, answer: no('还没有大厅，请先启动一次 there is no hall yet: start the hub once') };
  if (named === undefined && halls.length > 1)
    return { ok: false, answer: { ...no(`请用 --hall 指明大厅 name one by --hall: ${halls.join(', ')}`), exit: 2 } };
  const hall = named ?? first;
  return halls.includes(hall) ? { ok: true, hall } : { ok: false, answer: no(`没有这个大厅 no such hall: ${hall}`) };
}

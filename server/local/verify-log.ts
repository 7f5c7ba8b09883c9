import { z } from 'zod';
import type { LocalAnswer, LocalParts } from './local-parts.ts';
import { done, wrongUse } from './answers.ts';

export const VerifyArguments = z.strictObject({
  head: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, '应为 64 位十六进制 must be 64 hexadecimal signs')
    .optional(),
});

/**
 * Checks the hash chain of every hall. The answer is a line a hall: its id, its events and its head, or the first
 * broken event. A head noted outside must lie in one of the chains.
 */
export async function verifyLog(parts: LocalParts, args: unknown): Promise<LocalAnswer> {
  const parsed = VerifyArguments.safeParse(args);
  if (!parsed.success) return wrongUse(parsed.error);
  const { head } = parsed.data;
  const halls = await parts.store().log.halls();
  const out: string[] = [];
  let broken = false;
  let headFound = head === undefined;
  for (const hall of halls) {
    const alone = await parts.verify(hall);
    if (!alone.ok) {
      broken = true;
      out.push(`${hall} broken ${alone.seq} ${alone.reason}`);
      continue;
    }
    out.push(`${hall} ok ${alone.events} ${alone.head.hash}`);
    if (head !== undefined && (await parts.verify(hall, head)).ok) headFound = true;
  }
  if (broken) return { exit: 1, out, notes: ['事件链有断点 the chain is broken'] };
  if (!headFound)
    return {
      exit: 1,
      out,
      notes: ['日志里没有这个链头：被截断或重写 this head is in no log: cut off, or written anew'],
    };
  return done(out, halls.length === 0 ? '没有记录 there are no records' : '事件链完整 the chain is whole');
}

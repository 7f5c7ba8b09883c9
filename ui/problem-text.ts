import type { Problem } from './connection.ts';
import type { Strings } from './strings/zh-CN.ts';

/** A problem in the reader's words: by its code, else as the hub put it, else that it did not work. */
export function problemText(strings: Strings, problem: Problem): string {
  const told = (strings.problems as Readonly<Record<string, unknown>>)[problem.code];
  if (typeof told === 'string') return told;
  if (problem.code === 'offline') return strings.common.offline;
  if (problem.code === 'no-answer') return strings.common.noAnswer;
  return problem.detail ?? problem.title ?? strings.common.failed;
}

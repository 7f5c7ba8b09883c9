import type { Problem } from '../ui/connection.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';

/**
 * A refused form in the reader's words: what is wrong with its fields where the hub said so, else the problem itself.
 * Whatever is wrong with a password is told by the rule for all of them.
 */
export function formProblem(strings: Strings, problem: Problem): string {
  const words: Readonly<Record<string, unknown>> = strings.problems;
  const errors: unknown = problem['errors'];
  const told = (Array.isArray(errors) ? (errors as readonly unknown[]) : [])
    .map((error) => {
      const { message, path } = (error ?? {}) as { readonly message?: unknown; readonly path?: unknown };
      return words[path === 'password' ? 'bad-password' : String(message)];
    })
    .filter((text) => typeof text === 'string');
  return told.length > 0 ? told.join(' ') : problemText(strings, problem);
}

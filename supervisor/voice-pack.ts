import type { PackState } from '../protocol/voice.ts';
import type { Problem } from '../ui/connection.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';

/** What is still to be recorded: words the pack lacks, then those whose recording cannot be used. */
export function wordsLeft({ clips, missing }: PackState): readonly string[] {
  const faulty = clips.filter(({ fault }) => fault !== null).map(({ word }) => word);
  return [...new Set([...missing, ...faulty])];
}

/** The next word to record after one of `before`, of those that are left; from the first one again at the end. */
export function wordAfter(word: string | null, before: readonly string[], left: readonly string[]): string | null {
  const still = new Set(left);
  const place = word === null ? -1 : before.indexOf(word);
  const onwards = [...before.slice(place + 1), ...before.slice(0, place + 1)].filter((one) => still.has(one));
  return onwards.find((one) => one !== word) ?? left.find((one) => one !== word) ?? null;
}

/** Why the hub did not keep a recording, in the reader's words. */
export function clipRefusal(strings: Strings, problem: Problem): string {
  const words: Readonly<Record<string, string>> = strings.supervisor.voice.clipFault;
  const errors: unknown = problem['errors'];
  for (const error of Array.isArray(errors) ? (errors as readonly unknown[]) : []) {
    const { message, path } = (error ?? {}) as { readonly message?: unknown; readonly path?: unknown };
    if (path === 'word') return strings.supervisor.voice.fileFault['no-word'];
    const told = words[String(message)];
    if (told !== undefined) return told;
  }
  return problem.code === 'too-large' ? strings.supervisor.voice.fileFault['too-large'] : problemText(strings, problem);
}

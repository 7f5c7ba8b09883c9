import { text } from 'node:stream/consumers';
import type { Terminal } from './command.ts';

/** This process's own. The first request to end is passed on; the second ends it at once. */
export function systemTerminal(): Terminal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    input: () => text(process.stdin),
    ending: ending.signal,
  };
}

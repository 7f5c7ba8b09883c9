import type { Config } from '../config.ts';

export type ExitCode = 0 | 1 | 2;

/** Where a command speaks and listens. Standard output carries the answer alone. */
export interface Terminal {
  out(line: string): void;
  note(line: string): void;
  /** All of standard input. */
  input(): Promise<string>;
  /** Aborted when the process is asked to end. */
  readonly ending: AbortSignal;
}

export interface Command {
  readonly name: string;
  /** As in `paihao USAGE`. */
  readonly usage: string;
  readonly summary: string;
  /** Rejects with `WrongUse` when it was called wrongly. */
  run(args: readonly string[], terminal: Terminal, config: () => Config): Promise<ExitCode>;
}

export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

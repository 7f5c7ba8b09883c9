/** An open line to a printer. One job at a time; after a rejection the link is dead. */
export interface Link {
  /** False where nothing can ever answer: a plain file. */
  readonly answers: boolean;
  /** Resolves when the system has taken every byte; rejects with `LinkBroken` when none moves for `idleMs`. */
  write(bytes: Uint8Array, idleMs: number): Promise<void>;
  /** The next byte from the printer, undefined after `withinMs`; rejects with `LinkBroken` once the line is gone. */
  read(withinMs: number): Promise<number | undefined>;
  /** Lets what was written out, waits at most `withinMs` for the other side; rejects when it was reset meanwhile. */
  close(withinMs: number): Promise<void>;
}

export interface Transport {
  /** Rejects with `LinkBroken` when there is no line within `withinMs`. */
  open(withinMs: number): Promise<Link>;
}

/** The line to the printer is not there, or no more. */
export class LinkBroken extends Error {
  override readonly name = 'LinkBroken';
}

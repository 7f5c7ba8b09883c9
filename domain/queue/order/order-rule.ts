/** What a rule of order knows of somebody who waits: a ticket, or anything a simulation puts in its place. */
export interface Waiting {
  /** From when the waiting counts, ms. */
  readonly since: number;
  /** Who came first among those who wait since the same moment. */
  readonly issuedSeq: number;
  readonly isPriority: boolean;
}

export type Kind = 'priority' | 'ordinary';

/** Where a ratio's cycle stands: so many calls of this kind were made in a row while both kinds waited. */
export interface Turn {
  readonly of: Kind;
  readonly made: number;
}

/** What one call did to a cycle, so that the call can be taken back. */
export interface TurnMove {
  readonly cycle: string;
  readonly before: Turn | null;
  readonly after: Turn;
}

/** A cycle begins with priority. */
export const FIRST_TURN: Turn = { of: 'priority', made: 0 };

/**
 * A rule of order. Within one kind everybody goes by `since`, under every rule, so a rule only ever chooses between
 * the first of the priority tickets and the first of the ordinary ones: an undefined head is a kind nobody waits of.
 */
export interface OrderRule {
  /** As stored with each call: for ever. */
  readonly name: string;
  /** Undefined when neither waits. `turn` matters to the ratio only. */
  pick<W extends Waiting>(priority: W | undefined, ordinary: W | undefined, at: number, turn: Turn): W | undefined;
  /** Where the cycle stands after a call made at `turn`; `bothWaited`: whether the other kind waited too. */
  turnAfter(turn: Turn, bothWaited: boolean): Turn;
  /** How many times this one's waiting counts. */
  weightOf(waiting: Pick<Waiting, 'isPriority'>): number;
  /** Whether an ordinary ticket ranks with priority because it has waited so long. */
  isAged(waiting: Waiting, at: number): boolean;
  /** Whether somebody of this kind who comes now is called after all who wait already, if nobody else comes. */
  comesLast(newcomer: Pick<Waiting, 'isPriority'>): boolean;
}

/** Who came first of two, by the time that counts. */
export function earlier(a: Pick<Waiting, 'since' | 'issuedSeq'>, b: typeof a): number {
  return a.since - b.since || a.issuedSeq - b.issuedSeq;
}

/** The one of two that came first; whichever is there when the other is not. */
export function firstOf<W extends Waiting>(a: W | undefined, b: W | undefined): W | undefined {
  if (a === undefined) return b;
  return b === undefined || earlier(a, b) <= 0 ? a : b;
}

/** For rules without a cycle. */
export function sameTurn(turn: Turn): Turn {
  return turn;
}

import { ratingRow } from '../../db/rating-row.ts';
import type { Commit, PrivateText, RatingRow, StoredAnswer, TicketRow } from '../../db/store.ts';
import { ticketRow } from '../../db/ticket-row.ts';
import { type Actor, actorName } from '../../domain/actor.ts';
import type { HallCommand } from '../../domain/commands.ts';
import { decide } from '../../domain/decide.ts';
import type { Answer, Decision } from '../../domain/decision.ts';
import type { HallEvent } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import type { LiveHall } from '../../domain/live-hall.ts';
import type { RefusalCode } from '../../domain/refusals.ts';
import { toSnapshot } from '../../domain/snapshot.ts';
import { touched } from '../../domain/touched.ts';
import type { Instant, TicketId } from '../../domain/values.ts';
import { writeEvent } from './stored-event.ts';

/** A command on its way in, with all that has to be kept of it. */
export interface Submission {
  readonly command: HallCommand;
  readonly by: Actor;
  /** Chosen by the sender; the same key again is the same command. */
  readonly key: string;
  /** SHA-256 of what was asked, so that the same key with another body is found out. */
  readonly request: string;
  readonly texts: readonly PrivateText[];
}

export type Outcome =
  | { readonly kind: 'accepted'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly facts: Answer }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'not-stored' };

/** What is decided together and committed together: one write to disk for many. */
export class Batch {
  readonly #hall: LiveHall;
  readonly #after: number;
  readonly #events: HallEvent[] = [];
  readonly #stored: Commit['events'][number][] = [];
  readonly #known: ReadonlyMap<string, StoredAnswer>;
  readonly #answers = new Map<string, StoredAnswer>();
  readonly #tickets = new Map<TicketId, TicketRow>();
  readonly #ratings: RatingRow[] = [];
  readonly #texts: PrivateText[] = [];
  #snapshot: string | null = null;

  /** `hall` is changed in place as commands are taken; `known` are answers given before. */
  constructor(hall: LiveHall, known: readonly StoredAnswer[]) {
    this.#hall = hall;
    this.#after = hall.seq;
    this.#known = new Map(known.map((answer) => [nameOf(answer), answer]));
  }

  /** What happens by itself: the state tells whether it already did, so no answer is kept. */
  happen(command: HallCommand, at: Instant): void {
    const decision = decide(this.#hall, { ...command, by: { kind: 'hub' }, at });
    if (decision.ok) for (const event of decision.events) this.#apply(event, at);
  }

  take(submission: Submission, at: Instant): Outcome {
    const { command, by, key, request } = submission;
    const id = { sender: actorName(by), key };
    const before = this.#known.get(nameOf(id)) ?? this.#answers.get(nameOf(id));
    if (before !== undefined) return before.request === request ? readOutcome(before.answer) : { kind: 'key-reused' };
    const decision = decide(this.#hall, { ...command, by, at });
    if (decision.ok) {
      for (const event of decision.events) this.#apply(event, at);
      this.#texts.push(...submission.texts);
    }
    const outcome = outcomeOf(decision);
    this.#answers.set(nameOf(id), { ...id, request, answer: JSON.stringify(outcome), at });
    return outcome;
  }

  /** The events taken, in order. */
  get events(): readonly HallEvent[] {
    return this.#events;
  }

  get texts(): readonly PrivateText[] {
    return this.#texts;
  }

  /** Null when there is nothing to keep: nothing happened and every command was known. */
  commit(): Commit | null {
    if (this.#answers.size === 0 && this.#events.length === 0) return null;
    return {
      hall: this.#hall.id,
      after: this.#after,
      events: this.#stored,
      answers: [...this.#answers.values()],
      tickets: [...this.#tickets.values()],
      ratings: this.#ratings,
      texts: this.#texts,
      snapshot: this.#snapshot,
    };
  }

  #apply(event: HallEvent, at: Instant): void {
    evolve(this.#hall, { seq: this.#hall.seq + 1, at, event });
    this.#events.push(event);
    this.#stored.push(writeEvent(event, at));
    for (const id of touched(event)) {
      const ticket = this.#hall.tickets.get(id);
      if (ticket !== undefined) this.#tickets.set(id, ticketRow(this.#hall.id, ticket));
    }
    if (event.type === 'rating-given') this.#ratings.push(ratingRow(this.#hall.id, at, event));
    if (event.type === 'day-opened') this.#snapshot = toSnapshot(this.#hall);
  }
}

function nameOf({ sender, key }: { readonly sender: string; readonly key: string }): string {
  return `${sender} ${key}`;
}

function outcomeOf(decision: Decision): Outcome {
  return decision.ok
    ? { kind: 'accepted', answer: decision.answer }
    : { kind: 'refused', code: decision.code, facts: decision.facts };
}

/** Written by `take`; the store vouches for its bytes. */
export function readOutcome(json: string): Outcome {
  return JSON.parse(json) as Outcome;
}

import type { Level } from '../domain/queue/ticket.ts';
import type { WindowView } from '../protocol/views.ts';
import { type Connection, newKey, type Problem } from '../ui/connection.ts';

/** What one citizen said of one ticket, once: its key stays the same however often it is sent. */
export interface Vote {
  readonly key: string;
  readonly number: string;
  readonly level: Level;
  readonly reasons: readonly string[];
  readonly text: string;
}

export type Asking =
  | { readonly at: 'ask' }
  | { readonly at: 'why'; readonly level: Level; readonly reasons: readonly string[]; readonly missing: boolean }
  | { readonly at: 'sending'; readonly vote: Vote }
  | { readonly at: 'troubled'; readonly vote: Vote; readonly problem: Problem }
  | { readonly at: 'over'; readonly how: 'rated' | 'already-rated' | 'skipped' | Problem; readonly since: number };

export type Rate = NonNullable<WindowView['rate']>;

/** A tap so soon after the picture changed was meant for the picture before. */
const SETTLE_MS = 400;
/** How long thanks and other last words stand. */
const LAST_WORDS_MS = 6_000;
/** How long a rating that could not be sent is kept on the screen. */
const TROUBLE_MS = 30_000;

/** A bad rating (1–2) needs a reason or words. */
export function isBad(level: Level): boolean {
  return level <= 2;
}

/** Asks one citizen after another; nothing is ever sent without a tap for it. */
export class RatingVisit {
  /** Null: nothing to rate. */
  asking: Asking | null = null;
  /** The words being written; kept apart from what is drawn, so that drawing never disturbs the writing. */
  text = '';
  readonly #connection: Connection;
  readonly #path: () => string;
  readonly #changed: () => void;
  #rate: Rate | null = null;
  #turnedAt = 0;

  /** `path`: where ratings of this pad go, below `/api/v1`. */
  constructor(connection: Connection, path: () => string, changed: () => void) {
    this.#connection = connection;
    this.#path = path;
    this.#changed = changed;
  }

  /** The ticket asked about, or last asked about. */
  get rate(): Rate | null {
    return this.#rate;
  }

  /** Takes what the window's view says may be rated now; called before each drawing. */
  take(rate: Rate | null): void {
    const now = performance.now();
    if (rate !== null && (rate.number !== this.#rate?.number || rate.until !== this.#rate.until)) {
      if (this.asking?.at === 'sending') return; // first the answer, then the next citizen
      this.#rate = rate;
      this.#turn({ at: 'ask' });
      return;
    }
    const asking = this.asking;
    if (asking === null || asking.at === 'sending') return;
    if (asking.at === 'over' && now - asking.since >= LAST_WORDS_MS) this.#turn(null);
    if (asking.at === 'troubled' && now - this.#turnedAt >= TROUBLE_MS) this.#turn(null);
    if ((asking.at === 'ask' || asking.at === 'why') && rate === null) this.#turn(null);
  }

  choose(level: Level): void {
    if (!this.#settled() || this.asking?.at !== 'ask') return;
    if (isBad(level)) this.#turn({ at: 'why', level, reasons: [], missing: false });
    else this.#send(this.#vote(level, []));
  }

  toggle(reason: string): void {
    const asking = this.asking;
    if (!this.#settled() || asking?.at !== 'why') return;
    const had = asking.reasons.includes(reason);
    const reasons = had ? asking.reasons.filter((one) => one !== reason) : [...asking.reasons, reason];
    this.asking = { ...asking, reasons, missing: false };
    this.#changed();
  }

  submit(): void {
    const asking = this.asking;
    if (!this.#settled() || asking?.at !== 'why') return;
    if (asking.reasons.length === 0 && this.text.trim() === '') {
      this.asking = { ...asking, missing: true };
      this.#changed();
      return;
    }
    this.#send(this.#vote(asking.level, asking.reasons));
  }

  back(): void {
    if (this.#settled() && this.asking?.at === 'why') this.#turn({ at: 'ask' });
  }

  again(): void {
    if (this.#settled() && this.asking?.at === 'troubled') this.#send(this.asking.vote);
  }

  skip(): void {
    if (!this.#settled() || this.asking === null || this.asking.at === 'sending') return;
    this.#turn({ at: 'over', how: 'skipped', since: performance.now() });
  }

  #vote(level: Level, reasons: readonly string[]): Vote {
    return { key: newKey(), number: this.#rate?.number ?? '', level, reasons, text: this.text.trim() };
  }

  #send(vote: Vote): void {
    this.#turn({ at: 'sending', vote });
    void this.#ask(vote).then((asking) => this.#turn(asking));
  }

  async #ask(vote: Vote): Promise<Asking> {
    const { number, level, reasons, text, key } = vote;
    const body = { number, level, ...(reasons.length > 0 && { reasons }), ...(text !== '' && { text }) };
    const sent = await this.#connection.send(this.#path(), body, key);
    const since = performance.now();
    if (sent.ok) return { at: 'over', how: 'rated', since };
    const { problem } = sent;
    if (problem.code === 'already-rated') return { at: 'over', how: 'already-rated', since };
    if (problem.code === 'reason-needed') return { at: 'why', level, reasons, missing: true };
    const mayComeThrough = problem.status === 0 || problem.status === 429 || problem.status >= 500;
    return mayComeThrough ? { at: 'troubled', vote, problem } : { at: 'over', how: problem, since };
  }

  #settled(): boolean {
    return performance.now() - this.#turnedAt >= SETTLE_MS;
  }

  #turn(asking: Asking | null): void {
    if (asking === null || asking.at === 'ask' || asking.at === 'over') this.text = '';
    this.asking = asking;
    this.#turnedAt = performance.now();
    this.#changed();
  }
}

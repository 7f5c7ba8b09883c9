import type { Outcome } from '../domain/queue/ticket.ts';
import { later } from '../domain/values.ts';
import type { Clerk } from './day-plan.ts';
import type { Press, Reply } from './hall-client.ts';
import type { PlayingDay } from './playing-day.ts';
import type { Visitor, Visitors } from './visitors.ts';

const RECALL_AFTER_MS = 15_000;
const CALLS_FOR_NOBODY = 3;
/** Somebody the plan does not know took a number at a live screen: they come at the first call and are helped. */
const STRANGER = { hears: 1, walkMs: 10_000, handlingMs: 180_000, outcome: 'done', breathMs: 10_000 } as const;

/** A clerk's day at their window: calls, waits for who was called, helps, eats, goes home when nobody waits. */
export class ClerkAtWork {
  readonly #day: PlayingDay;
  readonly #visitors: Visitors;
  readonly #clerk: Clerk;
  #state: 'away' | 'idle' | 'busy' | 'paused' = 'away';
  /** The number on the screen. */
  #shown: string | null = null;
  #isHungry = false;

  constructor(day: PlayingDay, visitors: Visitors, clerk: Clerk) {
    this.#day = day;
    this.#visitors = visitors;
    this.#clerk = clerk;
    const { agenda, plan } = day;
    agenda.note(clerk.opensAt, () => this.#open());
    if (clerk.pause !== null) agenda.note(clerk.pause.from, () => this.#getHungry());
    agenda.note(plan.closesAt, () => this.callIfIdle());
  }

  get isIdle(): boolean {
    return this.#state === 'idle';
  }

  get reactionMs(): number {
    return this.#clerk.reactionMs;
  }

  async callIfIdle(): Promise<void> {
    if (this.#state === 'idle') await this.#next();
  }

  async #open(): Promise<void> {
    const opened = await this.#press({ key: 'open' });
    this.#state = opened.ok ? 'idle' : 'away';
    await this.callIfIdle();
  }

  async #getHungry(): Promise<void> {
    this.#isHungry = true;
    await this.callIfIdle();
  }

  async #pause(): Promise<void> {
    const { pause } = this.#clerk;
    const { agenda, clock } = this.#day;
    this.#isHungry = false;
    if (pause === null || clock.now() >= pause.until) {
      await this.#next();
      return;
    }
    const paused = await this.#press({ key: 'pause', reason: pause.reason });
    this.#state = paused.ok ? 'paused' : 'away';
    agenda.note(pause.until, async () => {
      if (this.#state !== 'paused') return;
      const back = await this.#press({ key: 'continue' });
      this.#state = back.ok ? 'idle' : 'away';
      await this.callIfIdle();
    });
  }

  async #next(): Promise<void> {
    if (this.#isHungry) {
      await this.#pause();
      return;
    }
    const { plan, clock } = this.#day;
    const called = await this.#press({ key: 'call-next' });
    if (called.ok && called.body.number !== undefined) {
      this.#state = 'busy';
      this.#shown = called.body.number;
      this.#await(this.#visitors.find(called.body.number));
    } else if (!called.ok && called.code === 'nobody-waiting') {
      this.#state = 'idle';
      if (clock.now() >= plan.closesAt) await this.#close();
    } else {
      this.#goOn(called, RECALL_AFTER_MS);
    }
  }

  async #close(): Promise<void> {
    await this.#press({ key: 'close' });
    this.#state = 'away';
  }

  #await(visitor: Visitor | undefined): void {
    const { hears, walkMs } = visitor?.citizen ?? STRANGER;
    const comesAfter = visitor?.hasLeft === true ? null : visitor?.isBack === true ? 1 : hears;
    if (visitor !== undefined) visitor.state = 'called';
    const calls = comesAfter ?? CALLS_FOR_NOBODY;
    for (let recall = 1; recall < calls; recall += 1)
      this.#after(recall * RECALL_AFTER_MS, () => this.#press({ key: 'recall' }));
    const lastCall = (calls - 1) * RECALL_AFTER_MS;
    if (comesAfter === null) this.#after(lastCall + RECALL_AFTER_MS, () => this.#giveUp(visitor));
    else this.#after(lastCall + walkMs, () => this.#welcome(visitor));
  }

  async #giveUp(visitor: Visitor | undefined): Promise<void> {
    const missed = await this.#press({ key: 'no-show' });
    if (missed.ok && visitor !== undefined) this.#visitors.miss(visitor);
    this.#goOn(missed, 1);
  }

  async #welcome(visitor: Visitor | undefined): Promise<void> {
    const { handlingMs, outcome, breathMs } = visitor?.citizen ?? STRANGER;
    const arrived = await this.#press({ key: 'arrived' });
    if (arrived.ok) this.#after(handlingMs, () => this.#end(visitor, outcome, breathMs));
    else this.#goOn(arrived, breathMs);
  }

  async #end(visitor: Visitor | undefined, outcome: Outcome, breathMs: number): Promise<void> {
    const { clock, plan } = this.#day;
    if (visitor?.citizen.endedByNext === true && !this.#isHungry && clock.now() < plan.closesAt) {
      const before = this.#shown;
      await this.#next();
      if (this.#shown !== before) {
        this.#handled(visitor);
        return;
      }
    }
    const finished = await this.#press({ key: 'finish', outcome });
    if (finished.ok && visitor !== undefined) this.#handled(visitor);
    this.#goOn(finished, breathMs);
  }

  #handled(visitor: Visitor): void {
    visitor.state = 'gone';
    if (visitor.citizen.outcome !== 'withdrawn') this.#day.tally.handled += 1;
    this.#visitors.rateLater(visitor, this.#clerk.window);
  }

  /** After a key was refused: the window was closed over this clerk's head, or the number was taken from it. */
  #goOn(last: Reply<unknown>, breathMs: number): void {
    const isClosed = !last.ok && (last.code === 'window-closed' || last.code === 'not-your-window');
    this.#shown = last.ok ? null : last.number;
    this.#state = isClosed ? 'away' : 'busy';
    if (!isClosed) this.#after(breathMs, () => this.#next());
  }

  #after(ms: number, act: () => Promise<unknown>): void {
    const { agenda, clock } = this.#day;
    agenda.note(later(clock.now(), ms), async () => {
      await act();
    });
  }

  #press(press: Press): ReturnType<PlayingDay['client']['press']> {
    const { client, clock } = this.#day;
    return client.press(this.#clerk, press, { expected: this.#shown, pressedAt: clock.now() });
  }
}

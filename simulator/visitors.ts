import { later, type WindowNo } from '../domain/values.ts';
import type { Citizen } from './day-plan.ts';
import type { PlayingDay } from './playing-day.ts';

/** A citizen in the hall, as the simulation follows them. */
export interface Visitor {
  readonly citizen: Citizen;
  readonly number: string;
  readonly token: string | null;
  state: 'waiting' | 'called' | 'gone';
  /** The number still waits, but nobody will come. */
  hasLeft: boolean;
  /** Back in the queue after having been missed: this time they listen. */
  isBack: boolean;
}

/** Citizens come, wait, lose patience, come back and rate. */
export class Visitors {
  readonly #day: PlayingDay;
  readonly #byNumber = new Map<string, Visitor>();

  constructor(day: PlayingDay) {
    this.#day = day;
  }

  find(number: string): Visitor | undefined {
    return this.#byNumber.get(number);
  }

  async arrive(citizen: Citizen): Promise<void> {
    const { agenda, client, tally, clock } = this.#day;
    const { service, category, from } = citizen;
    const taken = await client.takeTicket(from, { service, category });
    if (!taken.ok) return;
    tally.issued += 1;
    const { number, token } = taken.body;
    const visitor: Visitor = { citizen, number, token, state: 'waiting', hasLeft: false, isBack: false };
    this.#byNumber.set(number, visitor);
    agenda.note(later(clock.now(), citizen.patienceMs), () => this.#losePatience(visitor));
    this.#day.somebodyWaits();
  }

  /** Missed: some ask at the guide desk to be put back. */
  miss(visitor: Visitor): void {
    const { agenda, clock, plan } = this.#day;
    const { asksAgainMs } = visitor.citizen;
    this.#day.tally.missed += 1;
    visitor.state = 'gone';
    if (visitor.hasLeft || asksAgainMs === null || visitor.isBack) return;
    const at = later(clock.now(), asksAgainMs);
    if (at < plan.closesAt) agenda.note(at, () => this.#askAgain(visitor));
  }

  /** Handled: those who want to rate, and nobody else. */
  rateLater({ citizen: { rating }, number, token }: Visitor, window: WindowNo): void {
    if (rating === null || (rating.on === 'ticket' && token === null)) return;
    const { agenda, client, clock, tally } = this.#day;
    const { level, reasons, on, afterMs } = rating;
    agenda.note(later(clock.now(), afterMs), async () => {
      const given =
        on === 'pad' || token === null
          ? await client.rateOnPad(window, number, { level, reasons })
          : await client.rateOwn(token, { level, reasons });
      if (given.ok) tally.rated += 1;
    });
  }

  async #losePatience(visitor: Visitor): Promise<void> {
    if (visitor.state !== 'waiting' || visitor.isBack) return;
    if (visitor.citizen.leaving === 'cancels' && visitor.token !== null) {
      const cancelled = await this.#day.client.cancelOwn(visitor.token);
      if (!cancelled.ok) return;
      visitor.state = 'gone';
      this.#day.tally.cancelled += 1;
      return;
    }
    visitor.hasLeft = true;
  }

  async #askAgain(visitor: Visitor): Promise<void> {
    const back = await this.#day.client.reinstate(visitor.number);
    if (!back.ok) return;
    visitor.state = 'waiting';
    visitor.isBack = true;
    this.#day.somebodyWaits();
  }
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ticketRow } from '../../db/ticket-row.ts';
import type { HallCommand } from '../../domain/commands.ts';
import { decide } from '../../domain/decide.ts';
import type { Decision } from '../../domain/decision.ts';
import { due } from '../../domain/due.ts';
import type { HallEvent, Recorded } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import type { Hall } from '../../domain/hall.ts';
import { emptyHall, type LiveHall } from '../../domain/live-hall.ts';
import { fromSnapshot, toSnapshot } from '../../domain/snapshot.ts';
import { ORDER_RULES, type OrderRule } from '../../domain/settings/settings.ts';
import { touched } from '../../domain/touched.ts';
import { handlingMs, waitMs } from '../../domain/queue/ticket.ts';
import { type Instant, later } from '../../domain/values.ts';
import { actorFor } from '../support/hall-commands.ts';
import { HOUR, NINE, QINGXI } from '../support/hall-spec.ts';
import { commandOf, type Deed, deeds, smallHall } from '../support/random-hall.ts';

const SEED = 20261123;

/** A hall lived through by chance, with its log. */
class Life {
  readonly hall: LiveHall = emptyHall(QINGXI);
  readonly log: Recorded[] = [];
  at: Instant = NINE;

  constructor(order: OrderRule = 'accumulating') {
    const settings = smallHall();
    this.send({ type: 'configure', settings: { ...settings, rules: { ...settings.rules, order } } });
    this.#due();
  }

  live(deed: Deed): HallCommand {
    this.at = later(this.at, deed.passMs);
    this.#due();
    const command = commandOf(this.hall, deed, this.at);
    if (command.type === 'note-clock' && command.clock === 'jumped') this.at = later(this.at, command.byMs);
    return command;
  }

  send(command: HallCommand): Decision {
    const decision = decide(this.hall, { ...command, by: actorFor(command), at: this.at });
    if (decision.ok) for (const event of decision.events) this.#happen(event);
    return decision;
  }

  #due(): void {
    const wall = this.hall.clock === 'behind' ? later(this.at, -HOUR) : this.at;
    for (const command of due(this.hall, this.at, wall)) this.send(command);
  }

  #happen(event: HallEvent): void {
    const recorded = { seq: this.hall.seq + 1, at: this.at, event };
    this.log.push(recorded);
    const before = rowsOf(this.hall);
    evolve(this.hall, recorded);
    const known = new Set<string>(touched(event));
    for (const [id, row] of rowsOf(this.hall)) {
      if (before.get(id) !== row) expect(known, `${event.type} changed ${id}`).toContain(id);
    }
  }
}

const rowsOf = (hall: Hall): ReadonlyMap<string, string> =>
  new Map([...hall.tickets.values()].map((ticket) => [ticket.id, JSON.stringify(ticketRow(QINGXI, ticket))]));

function replay(log: readonly Recorded[], from: LiveHall = emptyHall(QINGXI)): LiveHall {
  for (const recorded of log) if (recorded.seq > from.seq) evolve(from, recorded);
  return from;
}

function held(hall: Hall): void {
  const atWindows = [...hall.desks.values()].flatMap(({ ticket }) => (ticket === null ? [] : [ticket]));
  expect(new Set(atWindows).size, 'one ticket at two windows').toBe(atWindows.length);
  for (const desk of hall.desks.values()) {
    if (desk.ticket === null) continue;
    const ticket = hall.tickets.get(desk.ticket);
    expect(ticket?.window).toBe(desk.window);
    expect(['called', 'serving']).toContain(ticket?.status);
  }
  const queued = [...hall.queues.values()].flatMap((queue) => [...queue.values()]);
  const waiting = [...hall.tickets.values()].filter((ticket) => ticket.status === 'waiting');
  expect(new Set(queued)).toEqual(new Set(waiting));
  expect(queued).toHaveLength(waiting.length);
  for (const [service, queue] of hall.queues) for (const ticket of queue.values()) expect(ticket.service).toBe(service);
  for (const ticket of hall.tickets.values()) {
    const stands = ticket.status === 'called' || ticket.status === 'serving';
    expect(atWindows.includes(ticket.id), `${ticket.number} ${ticket.status}`).toBe(stands);
    expect(waitMs(ticket) ?? 0, 'a wait below nothing').toBeGreaterThanOrEqual(0);
    expect(handlingMs(ticket) ?? 0, 'handled for less than nothing').toBeGreaterThanOrEqual(0);
    expect(ticket.rating === null || ticket.status === 'done').toBe(true);
    if (ticket.day === hall.day?.day) expect(hall.byNumber.get(ticket.number)).toBe(ticket.id);
    const last = hall.announcements.findLast(({ number }) => number === ticket.number);
    if (stands && hall.byNumber.get(ticket.number) === ticket.id) expect(last?.kind).not.toBe('no-show');
  }
}

it('whatever happens: nobody at two windows, queues true to the tickets, times not below nothing', () => {
  fc.assert(
    fc.property(deeds, fc.constantFrom(...ORDER_RULES), (script, order) => {
      const life = new Life(order);
      for (const deed of script) {
        life.send(life.live(deed));
        held(life.hall);
      }
    }),
    { seed: SEED, numRuns: 120 },
  );
});

it('a rule only reads, and a refusal changes nothing', () => {
  fc.assert(
    fc.property(deeds, (script) => {
      const life = new Life();
      for (const deed of script) {
        const command = life.live(deed);
        const before = toSnapshot(life.hall);
        decide(life.hall, { ...command, by: actorFor(command), at: life.at });
        expect(toSnapshot(life.hall)).toBe(before);
        life.send(command);
      }
    }),
    { seed: SEED + 1, numRuns: 30 },
  );
});

it('the log replayed is the hall, from its start and from any snapshot', () => {
  fc.assert(
    fc.property(deeds, fc.nat(), fc.constantFrom(...ORDER_RULES, 'ratio'), (script, where, order) => {
      const life = new Life(order);
      let snapshot = toSnapshot(life.hall);
      script.forEach((deed, index) => {
        life.send(life.live(deed));
        if (index === where % script.length) snapshot = toSnapshot(life.hall);
      });
      const stored = life.log.map((recorded) => structuredClone(recorded));
      expect(replay(stored)).toEqual(life.hall);
      expect(replay(stored, fromSnapshot(QINGXI, snapshot))).toEqual(life.hall);
      expect(fromSnapshot(QINGXI, toSnapshot(life.hall))).toEqual(life.hall);
    }),
    { seed: SEED + 2, numRuns: 80 },
  );
});

it('a day’s numbers are each given once, without a gap; ids are for ever', () => {
  fc.assert(
    fc.property(deeds, (script) => {
      const life = new Life();
      for (const deed of script) life.send(life.live(deed));
      const ids = new Set<string>();
      let last = new Map<string, number>();
      for (const { event } of life.log) {
        if (event.type === 'day-opened') last = new Map();
        if (event.type !== 'ticket-issued' && event.type !== 'walk-in-started') continue;
        const prefix = event.number.slice(0, 1);
        expect(event.sequence).toBe((last.get(prefix) ?? 0) + 1);
        last.set(prefix, event.sequence);
        expect(ids).not.toContain(event.ticket);
        ids.add(event.ticket);
      }
    }),
    { seed: SEED + 3, numRuns: 80 },
  );
});

it('an announcement’s number is never given again, also where a no-show is taken back', () => {
  fc.assert(
    fc.property(deeds, (script) => {
      const life = new Life();
      let before: readonly number[] = [0];
      for (const deed of script) {
        life.send(life.live(deed));
        const numbers = life.hall.announcements.map(({ no }) => no);
        const highest = Math.max(...before);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        for (const no of numbers) expect(no > highest || before.includes(no)).toBe(true);
        before = [...new Set([...before, ...numbers])];
      }
      expect(life.hall.lastAnnouncement).toBe(Math.max(...before));
    }),
    { seed: SEED + 6, numRuns: 60 },
  );
});

it('the same press twice changes once', () => {
  fc.assert(
    fc.property(deeds, (script) => {
      const life = new Life();
      for (const deed of script) {
        const command = life.live(deed);
        const shown = 'expected' in command ? command.expected : undefined;
        if (!life.send(command).ok || shown === undefined || command.type === 'write-note') continue;
        if ('window' in command && command.window !== null) {
          const now = life.hall.desks.get(command.window)?.ticket ?? null;
          // last night's A001, still served, and this morning's A001 look the same to a screen
          if (command.type === 'call-next' && now !== null && life.hall.tickets.get(now)?.number === shown) continue;
        }
        const before = toSnapshot(life.hall);
        life.send(command);
        expect(toSnapshot(life.hall), command.type).toBe(before);
      }
    }),
    { seed: SEED + 4, numRuns: 60 },
  );
});

it('a ticket is rated at most once, and never unless handled', () => {
  fc.assert(
    fc.property(deeds, (script) => {
      const life = new Life();
      for (const deed of script) life.send(life.live(deed));
      const rated = life.log.flatMap(({ event }) => (event.type === 'rating-given' ? [event.ticket] : []));
      expect(new Set(rated).size).toBe(rated.length);
      const done = new Set(life.log.flatMap(({ event }) => (event.type === 'ticket-finished' ? [event.ticket] : [])));
      for (const ticket of rated) expect(done).toContain(ticket);
    }),
    { seed: SEED + 5, numRuns: 80 },
  );
});

it('chance gets everywhere: each kind of event comes up', () => {
  const seen = new Set<string>();
  const scripts = fc.sample(deeds, { seed: SEED, numRuns: 60 });
  for (const script of scripts) {
    const life = new Life();
    for (const deed of script) life.send(life.live(deed));
    for (const { event } of life.log) seen.add(event.type);
  }
  expect([...seen].toSorted()).toEqual([
    'clock-behind',
    'clock-jumped',
    'clock-sound',
    'day-carried',
    'day-ended',
    'day-opened',
    'hall-configured',
    'note-written',
    'paper-queued',
    'paper-sending',
    'paper-settled',
    'rating-given',
    'service-changed',
    'ticket-arrived',
    'ticket-called',
    'ticket-cancelled',
    'ticket-finished',
    'ticket-issued',
    'ticket-missed',
    'ticket-recalled',
    'ticket-reinstated',
    'ticket-returned',
    'undone',
    'walk-in-started',
    'window-closed',
    'window-continued',
    'window-opened',
    'window-paused',
  ]);
});

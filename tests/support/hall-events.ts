import type { Category } from '../../domain/queue/ticket.ts';
import { type Day, ticketId, type TicketId } from '../../domain/values.ts';
import { no, num, staffAt, svc } from './hall-commands.ts';
import { type Expected, MINUTE, MONDAY, QINGXI, SECOND, type Step } from './hall-spec.ts';

const SERVICES: Readonly<Record<string, string>> = {
  A: 'social-insurance',
  B: 'medical-insurance',
  C: 'civil-affairs',
};

export const id = (number: string, day: Day = MONDAY): TicketId => ticketId(QINGXI, day, num(number));

// What has happened already.

export function issued(number: string, category: Category = 'ordinary'): Step {
  return (spec) => {
    spec.happen({
      type: 'ticket-issued',
      ticket: id(number),
      number: num(number),
      sequence: Number(number.slice(1)),
      service: svc(SERVICES[number.slice(0, 1)] ?? 'general'),
      category,
      channel: 'dispenser',
      day: MONDAY,
      ahead: 0,
      foretold: null,
      hasToken: true,
      by: 'device:d1',
    });
  };
}

/** They came a minute one after the other; the last has waited for a minute. */
export function waiting(...numbers: readonly string[]): Step {
  return (spec) => {
    for (const number of numbers) spec.and(issued(number)).pass(MINUTE);
  };
}

export function waitingFirst(...numbers: readonly string[]): Step {
  return (spec) => {
    for (const number of numbers) spec.and(issued(number, 'elderly')).pass(MINUTE);
  };
}

export function opened(...windows: readonly number[]): Step {
  return (spec) => {
    for (const window of windows) {
      if (spec.desk(window) === undefined)
        spec.happen({ type: 'window-opened', window: no(window), staff: staffAt(window) });
    }
  };
}

/** Issued, waited a minute, called a minute ago. */
export function calledTo(window: number, number: string, category: Category = 'ordinary'): Step {
  return (spec) => {
    spec.and(opened(window), issued(number, category)).pass(MINUTE);
    spec.happen({
      type: 'ticket-called',
      ticket: id(number),
      window: no(window),
      staff: staffAt(window),
      choice: { rule: 'accumulating-priority', waitedMs: MINUTE, weight: category === 'ordinary' ? 1 : 4 },
      announcement: spec.hall.lastAnnouncement + 1,
      ended: null,
    });
    spec.pass(MINUTE);
  };
}

/** Came to the window 30 s ago. */
export function serving(window: number, number: string): Step {
  return (spec) => {
    spec.and(calledTo(window, number));
    spec.happen({ type: 'ticket-arrived', ticket: id(number), window: no(window), arrival: 'button' });
    spec.pass(30 * SECOND);
  };
}

export function missed(window: number, number: string, category: Category = 'ordinary'): Step {
  return (spec) => {
    spec.and(calledTo(window, number, category));
    spec.happen({
      type: 'ticket-missed',
      ticket: id(number),
      window: no(window),
      ending: 'no-show',
      announcement: null,
    });
  };
}

export function finished(window: number, number: string, outcome: 'done' | 'withdrawn' = 'done'): Step {
  return (spec) => {
    spec.and(serving(window, number));
    const [at, staff] = [no(window), staffAt(window)];
    spec.happen({ type: 'ticket-finished', ticket: id(number), window: at, staff, outcome, ending: 'finish' });
  };
}

/** Time passes. */
export function after(ms: number): Step {
  return (spec) => spec.pass(ms);
}

/** The hub's clock leapt ahead, and the log knows. */
export function leapt(byMs: number): Step {
  return (spec) => {
    spec.pass(byMs).happen({ type: 'clock-jumped', byMs });
  };
}

// What must come of it.

export const called = (number: string, window: number, ended: string | null = null): Expected => ({
  type: 'ticket-called',
  ticket: id(number),
  window,
  ended: ended === null ? null : id(ended),
});
export const arrived = (number: string, arrival: 'button' | 'automatic' = 'button'): Expected => ({
  type: 'ticket-arrived',
  ticket: id(number),
  arrival,
});
export const done = (number: string, ending: 'finish' | 'ended-by-next' = 'finish'): Expected => ({
  type: 'ticket-finished',
  ticket: id(number),
  ending,
});
export const notCome = (number: string, ending: string): Expected => ({
  type: 'ticket-missed',
  ticket: id(number),
  ending,
});
export const undone = (what: string, number: string, restored: string | null = null): Expected => ({
  type: 'undone',
  what,
  ticket: id(number),
  restored: restored === null ? null : id(restored),
});

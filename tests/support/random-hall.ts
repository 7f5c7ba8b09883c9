import fc from 'fast-check';
import type { HallCommand } from '../../domain/commands.ts';
import type { Hall } from '../../domain/hall.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { Rules, Settings } from '../../domain/settings/settings.ts';
import type { Instant } from '../../domain/values.ts';
import {
  arrive,
  callNext,
  cancel,
  changeService,
  claim,
  closeWindow,
  continueWindow,
  finish,
  issue,
  noShow,
  openWindow,
  paperCame,
  pauseWindow,
  rate,
  recall,
  reinstate,
  reprint,
  type Shown,
  settle,
  undo,
  walkIn,
  writeNote,
} from './hall-commands.ts';
import { HOUR, MINUTE, SECOND } from './hall-spec.ts';

/** One thing somebody does; `a` and `b` choose among what the hall has at that moment. */
export interface Deed {
  readonly what: number;
  readonly a: number;
  readonly b: number;
  readonly passMs: number;
}

const RULES: Partial<Rules> = { arriveAfterS: 300, undoWithinS: 30 };
/** Small, so that people get in each other's way: three windows, of which one serves only the first service. */
export function smallHall(): Settings {
  const demo = demoHall();
  const services = demo.services.slice(0, 3);
  const windows = demo.windows.slice(0, 3).map((window, index) => {
    const [first] = services;
    return index === 2 && first !== undefined ? { ...window, services: [first.id] } : window;
  });
  return { ...demo, services, windows, rules: { ...demo.rules, ...RULES }, noShowText: '{number}号过号' };
}

const SERVICES = ['social-insurance', 'medical-insurance', 'civil-affairs'] as const;
type Make = (hall: Hall, deed: Deed, at: Instant) => HallCommand;

const pick = <T>(from: readonly T[], index: number): T | undefined => from[index % Math.max(1, from.length)];
const windowOf = ({ a }: Deed): number => (a % 3) + 1;
const serviceOf = ({ b }: Deed): string => pick(SERVICES, b) ?? 'none';
const numberOf = (hall: Hall, { b }: Deed): string => pick([...hall.byNumber.keys()], b) ?? 'A001';
const missedOf = (hall: Hall, deed: Deed): string => {
  const missed = [...hall.tickets.values()].filter((ticket) => ticket.status === 'missed');
  return pick(missed, deed.b)?.number ?? numberOf(hall, deed);
};
/** What a fresh screen shows, pressed now. */
export function shownAt(hall: Hall, window: number, at: Instant): Shown {
  const desk = [...hall.desks.values()].find((each) => Number(each.window) === window);
  const ticket = desk?.ticket ?? null;
  return { expected: ticket === null ? null : (hall.tickets.get(ticket)?.number ?? null), pressedAt: at };
}
const press =
  (make: (window: number, shown: Shown) => HallCommand): Make =>
  (hall, deed, at) =>
    make(windowOf(deed), shownAt(hall, windowOf(deed), at));

/** Often what happens often. */
const DEEDS: readonly Make[] = [
  (_, deed) => issue(serviceOf(deed), { printer: deed.a % 2 === 0 ? 'main' : null }),
  (_, deed) => issue(serviceOf(deed), { category: deed.a % 3 === 0 ? 'elderly' : 'ordinary' }),
  (_, deed) => issue(serviceOf(deed)),
  press(openWindow),
  press(openWindow),
  press(callNext),
  press(callNext),
  press(callNext),
  press(arrive),
  press((window, shown) => finish(window, 'done', shown)),
  press(noShow),
  press(undo),
  press(undo),
  press(recall),
  press(pauseWindow),
  press(continueWindow),
  press(closeWindow),
  (hall, deed, at) => walkIn(windowOf(deed), serviceOf(deed), shownAt(hall, windowOf(deed), at)),
  (hall, deed, at) => writeNote(windowOf(deed), `n${String(hall.seq)}`, shownAt(hall, windowOf(deed), at)),
  (hall, deed) => cancel(numberOf(hall, deed)),
  (hall, deed) => changeService(numberOf(hall, deed), serviceOf({ ...deed, b: deed.a })),
  (hall, deed) => reinstate(missedOf(hall, deed)),
  (hall, deed) => reinstate(missedOf(hall, deed)),
  (hall, deed) => rate(numberOf(hall, deed), 5, deed.a % 2 === 0 ? null : windowOf(deed)),
  (hall, deed) => reprint(numberOf(hall, deed)),
  (hall, deed) => paperCame(numberOf(hall, deed), deed.a % 2 === 0),
  () => claim(),
  (hall, deed) => settle(pick([...hall.jobs.keys()], deed.b) ?? 'none', deed.a % 2 === 0 ? 'printed' : 'unknown'),
  (_, { b }) => ({ type: 'note-clock', clock: 'jumped', byMs: b % 3 === 0 ? 15 * HOUR : (b + 1) * MINUTE }),
  (_, { a }) => ({ type: 'note-clock', clock: 'behind', byMs: -HOUR, atStart: a % 2 === 0 }),
  () => ({ type: 'note-clock', clock: 'sound', byMs: 0 }),
];

export function commandOf(hall: Hall, deed: Deed, at: Instant): HallCommand {
  const make = DEEDS[deed.what];
  if (make === undefined) throw new Error(`no such deed: ${String(deed.what)}`);
  return make(hall, deed, at);
}

const passMs = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 12 * SECOND }) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 6 * MINUTE }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 * HOUR }) },
);
export const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({ what: fc.nat({ max: DEEDS.length - 1 }), a: fc.nat({ max: 11 }), b: fc.nat({ max: 19 }), passMs }),
  { minLength: 20, maxLength: 120, size: 'max' },
);

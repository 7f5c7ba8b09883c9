import { expect, it } from 'vitest';
import type { Knowledge } from '../../domain/forecast/scene.ts';
import { alreadySo, whatIf, type WhatIf } from '../../domain/staffing/what-if.ts';
import { no } from '../support/hall-commands.ts';
import { issued, opened, serving } from '../support/hall-events.ts';
import { given, givenOnlyAtTwo, type HallSpec } from '../support/hall-spec.ts';
import { sure } from '../support/people.ts';

/** Ten minutes each and a minute between, nobody leaves, nobody overtakes. */
const KNOWLEDGE: Knowledge = {
  handlingMs: () => 10 * 60_000,
  handlingCv: 0.3,
  gapMs: 60_000,
  gone: () => 0,
  priorityRate: () => 0,
};

const ask = (spec: HallSpec, what: 'open' | 'close', window: number, knowledge: Knowledge | null = KNOWLEDGE): WhatIf =>
  whatIf(spec.hall, sure(spec.hall.settings), { what, window: no(window) }, knowledge, spec.at);
const A = (count: number): ReturnType<typeof issued>[] =>
  Array.from({ length: count }, (_, index) => issued(`A${String(index + 1).padStart(3, '0')}`));

it('[K10] one window more shortens the wait of those who wait, one fewer lengthens it, by the forward run', () => {
  const spec = given(opened(1, 2), ...A(12));
  const [more, fewer] = [ask(spec, 'open', 3), ask(spec, 'close', 2)];
  for (const { before, waiting } of [more, fewer]) {
    expect(waiting).toBe(12);
    expect(before.p50S.denominator).toBe(12);
  }
  expect(more.before).toEqual(fewer.before); // one seed, one truth
  // 12 at two windows free now, 11 minutes a turn: called after 0, 0, 11, 11 … 55, 55 minutes
  expect(sure(more.before.p50S.value) / 60).toBeGreaterThan(25);
  expect(sure(more.before.p50S.value) / 60).toBeLessThan(31);
  for (const of of ['p50S', 'p80S'] as const) {
    expect(sure(more.after[of].value)).toBeLessThan(0.8 * sure(more.before[of].value));
    expect(sure(fewer.after[of].value)).toBeGreaterThan(1.5 * sure(fewer.before[of].value));
  }
  expect(more.after.p50S.value).toBe(more.after.p50S.numerator / more.after.p50S.denominator);
});

it('closing the only window of a service leaves its citizens with none, and out of both means', () => {
  const spec = givenOnlyAtTwo('medical-insurance', opened(1, 2), issued('B001'), ...A(3));
  const { after, before, waiting } = ask(spec, 'close', 2);
  expect(waiting).toBe(4);
  expect([before.uncalled, after.uncalled]).toEqual([0, 1]);
  expect([before.p50S.denominator, after.p50S.denominator]).toEqual([3, 3]);
  const opening = ask(givenOnlyAtTwo('medical-insurance', opened(1), issued('B001')), 'open', 2);
  expect([opening.before.uncalled, opening.after.uncalled]).toEqual([1, 0]);
});

it('who stands at a closing window keeps nobody waiting; a hall without windows has no mean', () => {
  const spec = given(opened(1, 2), serving(2, 'B001'), ...A(4));
  expect(ask(spec, 'close', 2)).toEqual(ask(given(opened(1), opened(2), serving(2, 'B001'), ...A(4)), 'close', 2));
  const shut = ask(given(opened(1), ...A(4)), 'close', 1);
  expect(shut.after).toMatchObject({ uncalled: 4, p50S: { value: null, denominator: 0 } });
  expect(shut.before.p50S.denominator).toBe(0); // the same citizens before and after: nobody
});

it('tells nothing it cannot know', () => {
  const spec = given(opened(1), ...A(4));
  expect(ask(spec, 'open', 2, null)).toMatchObject({ waiting: 4, after: { uncalled: 0, p80S: { value: null } } });
  expect(ask(given(opened(1)), 'open', 2)).toMatchObject({ waiting: 0, before: { p50S: { value: null } } });
});

it('a window that is on cannot open, and one that is not cannot close; a paused one is not on', () => {
  const spec = given(opened(1, 2));
  const so = (what: 'open' | 'close', window: number): boolean => alreadySo(spec.hall, { what, window: no(window) });
  expect([so('open', 1), so('close', 1), so('open', 3), so('close', 3)]).toEqual([true, false, false, true]);
  const desk = sure(spec.desk(2));
  const paused = { ...spec.hall, desks: new Map([[no(2), { ...desk, status: 'paused' as const }]]) };
  expect(alreadySo(paused, { what: 'open', window: no(2) })).toBe(false);
});

it('however many wait, no more calls are run through than take a few milliseconds', () => {
  for (const waiting of [20, 150, 900]) {
    let calls = 0;
    const counted: Knowledge = { ...KNOWLEDGE, gone: () => ((calls += 1), 0) };
    ask(given(opened(1, 2, 3), ...A(waiting)), 'open', 4, counted);
    expect(calls).toBeLessThanOrEqual(10_000);
    if (waiting < 900) expect(calls).toBeGreaterThanOrEqual(8_000); // fewer futures would tell chance
  }
});

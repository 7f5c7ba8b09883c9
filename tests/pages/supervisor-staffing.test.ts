// @vitest-environment happy-dom
import { html, render } from 'lit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Role } from '../../domain/actor.ts';
import { staffingAdvice } from '../../domain/staffing/advice.ts';
import { type DayHistory, HALF_HOURS } from '../../domain/staffing/half-hours.ts';
import type { Day } from '../../domain/values.ts';
import type { StaffingView } from '../../protocol/schemas/staffing-schema.ts';
import type { WhatIfView } from '../../protocol/schemas/what-if-schema.ts';
import { chartInWords, staffingChart } from '../../supervisor/staffing-chart.ts';
import { SupervisorPage } from '../../supervisor/supervisor-page.ts';
import { supervisorEn } from '../../ui/strings/supervisor-en.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';
import { ago, boardView, publicView, supervisorPage } from './support/supervisor-views.ts';

const MINUTE = 60_000;
let hub: ScriptedHub;
let stand: Stand;
let asked: string[];
let days: readonly DayHistory[];
let whatIf: { status: number; body: object };

/** 09:00: 20 citizens, 8 minutes each, 2 windows; 09:30: 2 citizens, 6 minutes each, 1 window. */
function tuesday(day: string): DayHistory {
  const at = (nine: number, half: number): readonly number[] =>
    Array.from({ length: HALF_HOURS }, (_, place) => (place === 18 ? nine : place === 19 ? half : 0));
  return {
    day: day as Day,
    weekday: 2,
    tickets: 22,
    arrivals: at(20, 2),
    served: at(20, 2),
    occupiedMs: at(160 * MINUTE, 12 * MINUTE),
    onMs: at(60 * MINUTE, 30 * MINUTE),
  };
}

function view(day: string, minutes: number): StaffingView {
  const { basis, days: those, halfHours, target } = staffingAdvice(days, 2, { minutes, share: 0.8 });
  const span = { from: '2026-09-22', to: '2026-10-19', weekday: 2, at: ago(0) };
  return { day, ...span, basis, days: [...those], target, halfHours: [...halfHours] };
}

beforeEach(async () => {
  asked = [];
  days = ['2026-09-29', '2026-10-06', '2026-10-13'].map(tuesday);
  whatIf = { status: 500, body: { code: 'internal' } };
  hub = new ScriptedHub();
  hub.show('hall', publicView());
  hub.show('board', boardView());
  hub.app.get('/api/v1/halls/qingxi/staffing', (request, response) => {
    asked.push(request.url);
    const { day, target } = request.query;
    response.set('Cache-Control', 'no-store');
    response.json(view(typeof day === 'string' ? day : '2026-10-20', typeof target === 'string' ? Number(target) : 20));
  });
  hub.app.get('/api/v1/halls/qingxi/what-if', (request, response) => {
    asked.push(request.url);
    response.set('Cache-Control', 'no-store').status(whatIf.status).json(whatIf.body);
  });
  await hub.start();
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

function open(role: Role = 'supervisor'): void {
  stand = new Stand(hub, (connection) => {
    location.hash = '#staffing';
    return new SupervisorPage(supervisorPage(connection, role));
  });
}

function textOf(testId: string): string {
  return stand.find(testId)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

it('each half hour shows what its figures come from; unstable is a word, and few are marked', async () => {
  open();
  await stand.see('staffing-table');
  expect(textOf('staffing-basis')).toBe('按 2026-09-22 到 2026-10-19 的 3 个周二算。');
  const busy = textOf('half-09:00');
  // 40 an hour at 8 minutes are 5.33 windows; with 6, 0.865 are called within 20 minutes
  expect(busy).toContain('4060 号 ÷ 1.5 小时 8.0480 分 ÷ 60 人 5.3340 × 8.0 ÷ 60 23 窗口小时 ÷ 1.5 小时');
  expect(busy).toContain('不稳定负荷 5.33，窗口 2 6');
  expect(busy).not.toContain('样本少');
  const calm = textOf('half-09:30');
  expect(calm).toContain('6 号 ÷ 1.5 小时 样本少');
  expect(calm).toContain('按全天的算');
  expect(calm).not.toContain('不稳定');
});

it('the chart is told in words to whoever cannot see it, and the words stand on the page', async () => {
  open();
  const chart = await stand.see('staffing-chart');
  const told = textOf('staffing-told');
  expect(told).toBe(
    '09:00 到 09:30 来人最多，每小时 40 号。09:00 到 09:30 要的窗口最多，6 个。这些时段实有窗口不够，队会越排越长（不稳定）：09:00–09:30。',
  );
  expect(chart.getAttribute('role')).toBe('img');
  expect(chart.getAttribute('aria-label')).toBe(`每半小时要几个窗口。${told}`);
  expect(chart.querySelectorAll('text.word')).toHaveLength(1);
  expect(chart.querySelectorAll('[style]')).toHaveLength(0); // the pages’ policy allows no style attribute
});

it('the chart has no Chinese sign in English', () => {
  const words = supervisorEn.staffing;
  const advice = view('2026-10-20', 20);
  const root = document.createElement('div');
  render(html`${staffingChart(advice, words, chartInWords(advice.halfHours, words))}`, root);
  expect(root.querySelector('svg')?.getAttribute('aria-label')).toBe(
    'Windows needed in each half hour. Most citizens come from 09:00 to 09:30: 40 an hour. ' +
      'Most windows are needed from 09:00 to 09:30: 6. ' +
      'Too few windows were there, so that the queue grows without end (unstable): 09:00–09:30.',
  );
});

it('another day and another target are asked for; nothing known is said in words', async () => {
  open();
  await stand.see('staffing-table');
  const target = stand.find('staffing-target') as HTMLSelectElement;
  target.value = '5';
  target.dispatchEvent(new Event('change'));
  await stand.read('八成的人等候不超过 5 分');
  days = [];
  const day = stand.find('staffing-choose') as HTMLInputElement;
  day.value = '2026-10-21';
  day.dispatchEvent(new Event('change'));
  await stand.see('staffing-none');
  await stand.read('2026-09-22 到 2026-10-19 没有人取号');
  expect(asked.at(-1)).toContain('day=2026-10-21&target=5');
  expect(stand.find('staffing-chart')).toBeNull();
});

const answer: WhatIfView = {
  at: ago(0),
  what: 'close',
  window: 2,
  waiting: 5,
  before: {
    uncalled: 0,
    p50S: { value: 600, numerator: 2_400, denominator: 4 },
    p80S: { value: 900, numerator: 3_600, denominator: 4 },
  },
  after: {
    uncalled: 1,
    p50S: { value: 1_200, numerator: 4_800, denominator: 4 },
    p80S: { value: 1_500, numerator: 6_000, denominator: 4 },
  },
};

it('a window is chosen, and what its closing would do stands beside what is', async () => {
  open();
  const choice = (await stand.see('what-if-window')) as HTMLSelectElement;
  choice.value = '2';
  choice.dispatchEvent(new Event('change'));
  await stand.read('试算：关 2 号');
  whatIf = { status: 200, body: answer };
  (await stand.see('what-if-ask')).click();
  await stand.read('如果现在关 2 号窗口');
  expect(asked.at(-1)).toContain('/what-if?close=2');
  const told = textOf('what-if-answer');
  expect(told).toContain('10.0 分40.0 分 ÷ 4 人 20.0 分80.0 分 ÷ 4 人');
  expect(told).toContain('没有窗口叫的人 0 人 1 人');
  expect(told).toContain('正在等的 5 人里，两种情况都推演得出的 4 人 样本少');
});

it('a window that has changed since and a hub that cannot say are told apart', async () => {
  open();
  whatIf = { status: 409, body: { code: 'window-closed', status: 409 } };
  (await stand.see('what-if-ask')).click();
  await stand.read('这个窗口刚变了，请再选一次');
  whatIf = { status: 500, body: { code: 'internal', status: 500 } };
  await stand.tap('what-if-ask');
  await stand.read('没有推演出来，请再试');
});

it('who may not see the hall live sees the advice alone', async () => {
  open('appraiser');
  await stand.see('tab-staffing');
  await stand.see('staffing-table');
  expect(stand.find('what-if')).toBeNull();
});

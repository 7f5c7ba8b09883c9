// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SupervisorPage } from '../../supervisor/supervisor-page.ts';
import type { Role } from '../../domain/actor.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';
import { boardView, figuresOf, publicView, supervisorPage } from './support/supervisor-views.ts';

let hub: ScriptedHub;
let stand: Stand;
let asked: string[];
let failing: boolean;

beforeEach(async () => {
  asked = [];
  failing = false;
  hub = new ScriptedHub();
  hub.show('hall', publicView());
  hub.show('board', boardView());
  hub.app.get('/api/v1/halls/qingxi/reports/daily', (request, response) => {
    asked.push(request.url);
    response.set('Cache-Control', 'no-store');
    if (failing) response.status(503).json({ code: 'not-stored', status: 503 });
    else response.json(figuresOf(typeof request.query['day'] === 'string' ? request.query['day'] : '2026-10-20'));
  });
  await hub.start();
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

function open(role: Role = 'supervisor'): void {
  stand = new Stand(hub, (connection) => {
    location.hash = '#today';
    return new SupervisorPage(supervisorPage(connection, role));
  });
}

function textOf(testId: string): string {
  return stand.find(testId)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

it('each figure shows its formula, numerator and denominator; fewer than ten are marked', async () => {
  open();
  await stand.see('figures');
  expect(textOf('figure-meanWait')).toBe('平均等候 12.0分 首次叫号减取号，求平均144.0 分 ÷ 12 号');
  expect(textOf('figure-rated')).toBe('主动评价率 33.3% 已评 ÷ 可评4 ÷ 12');
  expect(textOf('figure-unrated')).toBe('未评率 66.7% 未评 ÷ 可评，不补评8 ÷ 12');
  expect(textOf('figure-good')).toBe('好评率 样本少 75% 基本满意及以上 ÷ 评价3 ÷ 4');
  expect(textOf('figure-bad')).toBe('差评率 样本少 25% 不满意和非常不满意 ÷ 评价1 ÷ 4');
  expect(textOf('figure-overLimit')).not.toContain('样本少');
  for (const cell of stand.root.querySelectorAll('[data-testid="figures"] > div')) {
    expect(cell.querySelector('.f')?.textContent).toMatch(/÷|共 \d+ 个|已叫 \d+|可评 \d+/);
  }
  expect(textOf('levels')).toContain('评价 4 件，未评 8 件，未评不算好也不算差');
  expect(textOf('part-social-insurance')).toContain('75%3 ÷ 4 样本少');
  expect(textOf('part-medical-insurance')).toMatch(/—/);
  expect(textOf('part-0311')).toContain('工号 0311');
});

it('another day is fetched whole and named; the way back leads to today', async () => {
  open();
  await stand.see('figures');
  const day = stand.find('report-choose') as HTMLInputElement;
  day.value = '2026-10-19';
  day.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(textOf('report-day')).toBe('2026-10-19 的数'));
  await stand.see('figures');
  expect(asked.at(-1)).toContain('day=2026-10-19');
  stand.root.querySelector<HTMLButtonElement>('.tools .key')?.click();
  await vi.waitFor(() => expect(textOf('report-day')).toBe('今日'));
  await vi.waitFor(() => expect(asked.at(-1)).not.toContain('day='));
  await stand.see('figures');
});

it('figures that cannot be renewed stay, with their time; none at all are said to be none', async () => {
  open();
  await stand.see('figures');
  failing = true;
  await stand.tap('report-refresh');
  await stand.see('report-old');
  expect(textOf('report-old')).toBe('没有取到新数，下面是 10:32 时的');
  expect(stand.find('figures')).not.toBeNull();
  const day = stand.find('report-choose') as HTMLInputElement;
  day.value = '2026-10-18';
  day.dispatchEvent(new Event('change'));
  await stand.read('没有取到这一天的数');
  expect(stand.find('figures')).toBeNull();
});

it.each<[Role, readonly string[]]>([
  ['administrator', ['live', 'today', 'staffing', 'devices', 'people', 'voice', 'settings']],
  ['supervisor', ['live', 'today', 'staffing', 'voice']],
  ['appraiser', ['today', 'staffing']],
  ['auditor', ['today', 'staffing']],
])('%s sees the tabs %s', async (role, tabs) => {
  open(role);
  await stand.see('tab-today');
  const shown = [...stand.root.querySelectorAll('nav a')].map((link) => link.getAttribute('href'));
  expect(shown).toEqual(tabs.map((tab) => `#${tab}`));
  await stand.see('figures');
});

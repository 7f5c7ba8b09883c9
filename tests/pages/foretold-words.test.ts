// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { DispenserPage } from '../../dispenser/dispenser-page.ts';
import type { BoardView, WaitRange } from '../../protocol/views.ts';
import { SupervisorPage } from '../../supervisor/supervisor-page.ts';
import { layoutTicket } from '../../ticket-printer/ticket-layout.ts';
import { phonePage } from '../../ui/phone-page/phone-page.ts';
import { en } from '../../ui/strings/en.ts';
import { zhCN } from '../../ui/strings/zh-CN.ts';
import { facts } from '../printer/support/facts.ts';
import { dispenserView, ticketView } from './support/sample-views.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';
import { boardView, publicView, queueOf, supervisorPage } from './support/supervisor-views.ts';

const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

async function stand(hub: ScriptedHub, make: ConstructorParameters<typeof Stand>[1]): Promise<Stand> {
  await hub.start();
  const opened = new Stand(hub, make);
  leave = async () => {
    opened.leave();
    await hub.stop();
  };
  return opened;
}

async function keyOf(wait: WaitRange, then?: (dispenser: Stand) => Promise<void>): Promise<string> {
  const hub = new ScriptedHub();
  const { services } = dispenserView();
  hub.show('dispenser', dispenserView({ services: services.map((service) => ({ ...service, wait })) }));
  const opened = await stand(hub, (connection) => Object.assign(new DispenserPage(), { connection }));
  const text = plain((await opened.see('service-social-insurance')).textContent);
  await then?.(opened);
  return text;
}

it('a service key says how long somebody who comes now would wait, and nothing where that cannot be told', async () => {
  expect(await keyOf({ low: 15, high: 25 })).toBe('A 社会保险 等候 6 人 约 15–25 分钟');
  await leave?.();
  expect(await keyOf(null)).toBe('A 社会保险 等候 6 人');
});

it('whoever has chosen priority is not told the wait of an ordinary ticket', async () => {
  await keyOf({ low: 15, high: 25 }, async (dispenser) => {
    await dispenser.tap('priority');
    await dispenser.tap('category-elderly');
    expect(plain((await dispenser.see('service-social-insurance')).textContent)).toBe('A 社会保险 等候 6 人');
  });
});

it.each<[WaitRange, string, string]>([
  [{ low: 15, high: 25 }, '15–25 分钟', 'about 15–25 min'],
  [{ low: 10, high: 10 }, '10 分钟', 'about 10 min'],
  [{ low: 0, high: 5 }, '5 分钟以内', 'within about 5 min'],
])('%j reads %s on every page', (wait, zh, english) => {
  if (wait === null) throw new Error('a range was expected');
  const { low, high } = wait;
  expect(zhCN.dispenser.minutes(low, high)).toBe(zh);
  expect(zhCN.dispenser.waitOfNew(low, high)).toBe(`约 ${zh}`);
  expect(zhCN.reception.wait(low, high)).toBe(`大约 ${zh}`);
  expect(en.dispenser.waitOfNew(low, high)).toBe(english);
  expect(en.reception.wait(low, high)).toBe(english);
  const options = { path: '/t/T', token: 'T', now: 0, formKey: 'k', assets: { styles: [], script: '' } };
  const page = phonePage(ticketView({ wait }), zhCN, { ...options, language: 'zh-CN' });
  const facts = new DOMParser().parseFromString(page, 'text/html').querySelector('.facts');
  expect(plain(facts?.textContent)).toBe(`前面还有3 人大约还要等${zh}`);
});

it('paper that promises less than five minutes reads so', () => {
  const words = { ...facts().words, wait: zhCN.paper.waitWithin };
  const lines = layoutTicket(facts({ wait: { low: 0, high: 5 }, words }), 58);
  expect(lines.flatMap((line) => (line.kind === 'text' ? [line.text] : []))).toContain('大约 5 分钟以内');
});

async function boardOf(over: Partial<BoardView>): Promise<Stand> {
  const hub = new ScriptedHub();
  hub.show('hall', publicView());
  hub.show('board', boardView(over));
  const opened = await stand(hub, (connection) => new SupervisorPage(supervisorPage(connection)));
  await opened.see('queues');
  return opened;
}

it('the board says in one sentence how well the last day was foretold, with its formula, and marks few', async () => {
  const forecast = { day: '2026-10-19', n: 128, maeS: 252, covered: 0.8046875 };
  const board = await boardOf({ forecast, queues: [{ ...queueOf('A', 22), wait: { low: 15, high: 20 } }] });
  const text = plain(board.find('forecast')?.textContent);
  expect(text).toContain('10-19 有 128 个号报过要等多久、后来叫到了：和实际平均差 4.2 分，80.5% 没有超过所报的上限');
  expect(text).toContain('|等候 − P50|');
  expect(text).not.toContain('样本少');
  expect(plain(board.find('queue-A')?.textContent)).toContain('新号约 15–20 分钟');
  await leave?.();
  const few = await boardOf({ forecast: { ...forecast, n: 9 } });
  expect(plain(few.find('forecast')?.textContent)).toContain('样本少');
});

it.each([null, { day: '2026-10-19', n: 0, maeS: null, covered: null }])(
  'the board shows no figure of %j',
  async (none) => {
    const board = await boardOf({ forecast: none });
    expect(board.find('forecast')).toBeNull();
  },
);

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { GuideDesk } from '../../counter/guide-desk.ts';
import { receptionView, staffPage, time } from './support/counter-views.ts';
import { type Answer, ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;
const issued = (number = 'A018'): Answer => ({
  status: 201,
  body: { number, service: 'social-insurance', ahead: 6, wait: { low: 10, high: 20 }, print: 'queued' },
});

beforeEach(async () => {
  hub = new ScriptedHub();
  hub.answer = () => issued();
  hub.show('reception', receptionView());
  await hub.start();
  const session = { role: 'guide', window: null } as const;
  stand = new Stand(hub, (connection) => new GuideDesk(staffPage(connection, session)));
  await stand.see('issue-social-insurance');
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

function click(testId: string, detail = 1): void {
  stand.find(testId)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
}

it('[T12] an ordinary ticket is one press, and its number stands large', async () => {
  click('issue-social-insurance');
  expect((await stand.see('issued-number')).textContent).toBe('A018');
  expect(hub.commands.map(({ path, body }) => [path, body])).toEqual([
    ['/halls/qingxi/tickets', { service: 'social-insurance', category: 'ordinary', channel: 'reception' }],
  ]);
  expect(stand.text()).toContain('前面 6 人，大约 10–20 分钟');
});

it('[T12] a priority ticket is two presses, and the next one is ordinary again', async () => {
  click('category-elderly');
  click('issue-social-insurance');
  await stand.see('issued-number');
  hub.answer = () => issued('A019');
  click('issue-social-insurance');
  await stand.read('A019');
  expect(hub.commands.map(({ body }) => body['category'])).toEqual(['elderly', 'ordinary']);
});

it('a call by telephone is two presses, and asks to read the number out', async () => {
  click('channel-phone');
  click('issue-social-insurance');
  await stand.read('请读给来电人听');
  expect(hub.commands[0]?.body).toEqual({ service: 'social-insurance', category: 'ordinary', channel: 'phone' });
  expect(stand.find('channel-phone')?.getAttribute('aria-pressed')).toBe('false');
});

it('a double tap issues one ticket', async () => {
  let answer: (answer: Answer) => void = () => undefined;
  hub.answer = () => new Promise((resolve) => (answer = resolve));
  click('issue-social-insurance');
  click('issue-social-insurance', 2);
  await vi.waitFor(() => expect(hub.commands).toHaveLength(1));
  answer(issued());
  await stand.see('issued-number');
  click('issue-social-insurance', 2);
  await stand.read('连按两下只取一张');
  expect(hub.commands).toHaveLength(1);
});

it('a closed service says why and issues nothing', async () => {
  const key = await stand.see('issue-household');
  expect(key.getAttribute('aria-disabled')).toBe('true');
  click('issue-household');
  await vi.waitFor(() => expect(stand.find('told')?.textContent).toContain('今日号已取完'));
  expect(hub.commands).toHaveLength(0);
});

it('[W3] out of contact nothing is issued, nor later', async () => {
  hub.cut();
  await stand.read('连接中断 自 10:32 起');
  click('issue-social-insurance');
  await stand.read('没有连接，刚才的操作没有执行');
  hub.heal();
  await vi.waitFor(() => expect(stand.connection.contact.state).toBe('live'), 5_000);
  await stand.connection.send('/marker');
  expect(hub.commands.map(({ path }) => path)).toEqual(['/marker']);
});

it('lists the newest tickets with what became of their papers', async () => {
  const line = {
    number: 'A018',
    service: 'social-insurance',
    at: time(1),
    status: 'waiting',
    print: 'failed',
  } as const;
  hub.show('reception', receptionView({ issued: [line], printer: 'paper-out' }));
  await stand.read('没打出来');
  expect(stand.find('issued-list')?.textContent.replace(/\s+/g, ' ')).toContain('A018 社会保险 10:31，等候');
  expect(stand.find('printer')?.textContent).toContain('打印机没纸了');
});

it('[P7] reprints a failed paper and keeps what a person saw', async () => {
  const papers = [
    { number: 'B005', print: 'failed', failure: 'paper-out', at: time(0) },
    { number: 'B004', print: 'unknown', failure: null, at: time(0) },
  ] as const;
  hub.show('reception', receptionView({ papers }));
  (await stand.see('reprint-B005')).click();
  await stand.read('B005 已送去补打');
  click('came-B004');
  await stand.read('B004 记下：纸票来了');
  expect(hub.commands.map(({ path, body }) => [path.split('/').slice(4).join('/'), body])).toEqual([
    ['B005/reprint', {}],
    ['B004/paper', { came: true }],
  ]);
});

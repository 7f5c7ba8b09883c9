// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CounterPage } from '../../counter/counter-page.ts';
import { findNumber } from '../../counter/find-number.ts';
import { counterView, hallView, staffPage, ticketAt, time, waitingLine } from './support/counter-views.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;

beforeEach(async () => {
  hub = new ScriptedHub();
  hub.answer = () => ({ status: 200, body: {} });
  hub.show('hall', hallView());
  hub.show('counter/3', counterView());
  await hub.start();
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

/** The page of somebody whose window is 3, or who has none yet. */
function signedIn(window: number | null): void {
  stand = new Stand(hub, (connection) => new CounterPage(staffPage(connection, { window })));
}

function type(testId: string, words: string): void {
  const field = stand.find(testId) as HTMLInputElement;
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

async function sent(count: number): Promise<ScriptedHub['commands']> {
  await vi.waitFor(() => expect(hub.commands).toHaveLength(count));
  await vi.waitFor(() => expect(stand.root.querySelector('[aria-busy="true"]')).toBeNull());
  return hub.commands;
}

it("[C20] one's own window goes on at once: the ticket is there and nothing is sent", async () => {
  hub.show('counter/3', counterView({ current: ticketAt('serving') }));
  signedIn(3);
  expect((await stand.see('current-number')).textContent).toBe('A012');
  expect(stand.find('timer')?.textContent).toMatch(/^02:0\d$/);
  expect(hub.commands).toHaveLength(0);
});

it('a free window is opened with one press; a taken one is not', async () => {
  signedIn(null);
  await stand.see('window-2');
  stand.find('window-2')?.click();
  stand.find('window-3')?.click();
  await stand.see('idle');
  expect(hub.commands.map(({ path }) => path)).toEqual(['/halls/qingxi/windows/3/open']);
  expect(hub.commands[0]?.body).toMatchObject({ expected: null });
});

it('a window taken meanwhile is told', async () => {
  hub.answer = () => ({ status: 409, body: { code: 'window-taken', status: 409 } });
  signedIn(null);
  await stand.see('window-3');
  stand.find('window-3')?.click();
  await vi.waitFor(() => expect(stand.find('told')?.textContent.trim()).not.toBe(''));
  expect(stand.find('window-3')).not.toBeNull();
});

it('a window closed by a supervisor leads back to the choice, and says so', async () => {
  signedIn(3);
  await stand.see('idle');
  hub.show('counter/3', counterView({ status: 'closed', mine: false, staff: null }));
  await stand.read('窗口已被关闭，请重新选择');
});

it('closing the window leads back to the choice without blame; not while somebody is served', async () => {
  hub.show('counter/3', counterView({ current: ticketAt('serving') }));
  signedIn(3);
  await stand.see('current-number');
  stand.find('close-window')?.click();
  await stand.read('窗口还有人');
  hub.show('counter/3', counterView());
  await stand.see('idle');
  hub.answer = () => {
    hub.show('counter/3', counterView({ status: 'closed', mine: false, staff: null }));
    return { status: 200, body: {} };
  };
  stand.find('close-window')?.click();
  await stand.see('window-3');
  expect(stand.text()).not.toContain('窗口已被关闭');
  expect(hub.commands.map(({ path }) => path)).toEqual(['/halls/qingxi/windows/3/close']);
});

it('[W2] the queue changes by itself: a new number is marked for a minute, a long wait is told in words', async () => {
  hub.show('counter/3', counterView({ queue: [waitingLine('A013', { issuedAt: time(-20) })], waiting: 1 }));
  signedIn(3);
  await stand.read('超限');
  expect(stand.text()).not.toContain('新到');
  const queue = [waitingLine('A013', { issuedAt: time(-20) }), waitingLine('A019', { issuedAt: time(1, 59) })];
  hub.show('counter/3', counterView({ queue, waiting: 2 }));
  await stand.see('queue-A019');
  expect(stand.find('queue-A019')?.textContent).toContain('新到');
  expect(stand.find('queue-A013')?.textContent).not.toContain('新到');
  expect(stand.root.querySelector('.heard')?.textContent).toBe('新到 A019');
  stand.pass(61_000);
  await vi.waitFor(() => expect(stand.find('queue-A019')?.textContent).not.toContain('新到'), 5_000);
});

it('[W2] a note is saved by its key and by Ctrl+Enter; typing survives new views', async () => {
  hub.show('counter/3', counterView({ current: ticketAt('serving') }));
  signedIn(3);
  await stand.see('note');
  type('note', '听力不好');
  hub.show('counter/3', counterView({ current: ticketAt('serving'), waiting: 5 }));
  await stand.read('等候 5 人');
  expect((stand.find('note') as HTMLTextAreaElement).value).toBe('听力不好');
  stand.find('note-save')?.click();
  const [first] = await sent(1);
  expect(first?.path).toBe('/halls/qingxi/windows/3/note');
  expect(first?.body).toMatchObject({ expected: 'A012', text: '听力不好' });
  hub.show('counter/3', counterView({ current: ticketAt('serving', { note: '听力不好' }) }));
  await stand.read('已保存');
  type('note', '听力不好，请说慢一点');
  const enter = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true });
  stand.find('note')?.dispatchEvent(enter);
  expect((await sent(2))[1]?.body).toMatchObject({ text: '听力不好，请说慢一点' });
});

it('a note typed and not saved goes before the finish, and a failed note holds the finish back', async () => {
  hub.show('counter/3', counterView({ current: ticketAt('serving') }));
  signedIn(3);
  await stand.see('note');
  const save = (): string | null | undefined => stand.find('note-save')?.getAttribute('aria-disabled');
  type('note', '下次带户口簿');
  await vi.waitFor(() => expect(save()).toBe('false'));
  type('note', '  '); // a blank note is none
  await vi.waitFor(() => expect(save()).toBe('true'));
  type('note', '下次带户口簿');
  hub.answer = () => ({ status: 503, body: { code: 'not-stored', status: 503 } });
  stand.find('key-finish')?.click();
  await sent(1);
  hub.answer = () => ({ status: 200, body: {} });
  stand.find('key-finish')?.click();
  await sent(3);
  expect(hub.commands.map(({ path }) => path.split('/').pop())).toEqual(['note', 'note', 'finish']);
});

it('a walk-in takes the service and starts at this window', async () => {
  signedIn(3);
  await stand.see('idle');
  stand.find('walk-in')?.click();
  (await stand.see('service-household')).click();
  const [command] = await sent(1);
  expect(command?.path).toBe('/halls/qingxi/windows/3/walk-in');
  expect(command?.body).toMatchObject({ expected: null, service: 'household' });
});

it('[C19] the counter cancels a ticket, asked twice, and changes its service', async () => {
  signedIn(3);
  await stand.see('idle');
  stand.find('repair')?.click();
  await stand.see('repair-number');
  type('repair-number', 'a12');
  stand.find('repair-cancel')?.click();
  (await stand.see('repair-sure')).click();
  await stand.read('A012 已取消');
  type('repair-number', 'A013');
  stand.find('repair-change-service')?.click();
  (await stand.see('service-household')).click();
  await stand.read('A013 已改业务');
  expect(hub.commands.map(({ path, body }) => [path, body])).toEqual([
    ['/halls/qingxi/tickets/A012/cancel', {}],
    ['/halls/qingxi/tickets/A013/change-service', { service: 'household' }],
  ]);
});

it('[P7] the counter reprints, reinstates from the missed, and tells whether a paper came', async () => {
  const papers = [{ number: 'B004', print: 'unknown', failure: null, at: time(0) }] as const;
  hub.show('counter/3', counterView({ missed: ['A007'], papers }));
  signedIn(3);
  await stand.see('idle');
  stand.find('repair')?.click();
  const missed = await stand.see('missed');
  missed.querySelector('button')?.click();
  await vi.waitFor(() => expect((stand.find('repair-number') as HTMLInputElement).value).toBe('A007'));
  stand.find('repair-reinstate')?.click();
  await stand.read('A007 已恢复排队');
  type('repair-number', 'A013');
  stand.find('repair-reprint')?.click();
  await stand.read('A013 已送去补打');
  stand.find('lost-B004')?.click();
  await stand.read('B004 记下：纸票没来');
  expect(hub.commands.map(({ path, body }) => [path.split('/').slice(4).join('/'), body])).toEqual([
    ['A007/reinstate', {}],
    ['A013/reprint', {}],
    ['B004/paper', { came: false }],
  ]);
});

it('reads numbers as people type them', () => {
  expect(['a12', 'Ａ０１２', ' ab 7', 'A1012'].map(findNumber)).toEqual(['A012', 'A012', 'AB007', 'A1012']);
  expect(['', '12', 'A', 'ABC1', 'A1234567'].map(findNumber)).toEqual(Array(5).fill(undefined));
});

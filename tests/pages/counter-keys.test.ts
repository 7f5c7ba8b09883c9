// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WindowDesk } from '../../counter/window-desk.ts';
import type { CounterView } from '../../protocol/views.ts';
import { counterView, staffPage, ticketAt, time } from './support/counter-views.ts';
import { type Answer, ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;

beforeEach(async () => {
  hub = new ScriptedHub();
  hub.answer = () => ({ status: 200, body: {} });
  hub.show('counter/3', counterView());
  await hub.start();
  stand = new Stand(hub, (connection) => new WindowDesk(staffPage(connection), 3, () => undefined));
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

async function show(over: Partial<CounterView>): Promise<void> {
  const view = counterView(over);
  hub.show('counter/3', view);
  if (view.current === null) await stand.see('idle');
  else await vi.waitFor(() => expect(stand.find('current-number')?.textContent).toBe(view.current?.number));
}

function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  document.body.dispatchEvent(event);
  return event;
}

async function sent(count: number): Promise<ScriptedHub['commands']> {
  await vi.waitFor(() => expect(hub.commands).toHaveLength(count));
  await vi.waitFor(() => expect(stand.root.querySelector('[aria-busy="true"]')).toBeNull());
  return hub.commands;
}

const usable = (): string[] =>
  [...stand.root.querySelectorAll('.key[aria-disabled="false"]')].map((key) => key.getAttribute('data-testid') ?? '');
const filled = (): string[] =>
  [...stand.root.querySelectorAll('.key.go')].map((key) => key.getAttribute('data-testid') ?? '');

it.each([
  ['F2', {}, 'call-next', {}],
  ['F4', { current: ticketAt('called') }, 'arrived', {}],
  ['F3', { current: ticketAt('called') }, 'recall', {}],
  ['F6', { current: ticketAt('called') }, 'no-show', {}],
  ['F9', { current: ticketAt('serving') }, 'finish', { outcome: 'done' }],
  ['F10', { status: 'paused' }, 'continue', {}],
  ['F12', { undo: { what: 'finish', number: 'A012', until: time(10) } }, 'undo', {}],
] as const)(
  '[W1] %s does it in one press, and sends what the screen showed and when',
  async (key, over, verb, more) => {
    await show(over);
    const event = press(key);
    const [command] = await sent(1);
    expect(event.defaultPrevented).toBe(true);
    expect(command?.path).toBe(`/halls/qingxi/windows/3/${verb}`);
    const { pressedAt, ...body } = command?.body ?? {};
    expect(body).toEqual({ expected: 'current' in over ? 'A012' : null, ...more });
    expect(Math.abs(Date.parse(String(pressedAt)) - hub.now)).toBeLessThan(5_000);
  },
);

it('[W1] a click does the same, and the key shows its shortcut', async () => {
  await stand.see('key-callNext');
  expect(stand.find('key-callNext')?.textContent).toContain('F2');
  stand.find('key-callNext')?.click();
  expect((await sent(1))[0]?.path).toBe('/halls/qingxi/windows/3/call-next');
});

it('[W1] the likely next step alone is filled, and only what can be done can be pressed', async () => {
  const keys = async (over: Partial<CounterView>, go: string, others: readonly string[]): Promise<void> => {
    hub.show('counter/3', counterView(over));
    await vi.waitFor(() => expect([filled(), usable()]).toEqual([[go], others]));
  };
  const undo = { what: 'call', number: 'A012', until: time(10) } as const;
  const called = ['key-recall', 'key-arrive', 'key-noShow', 'key-finish', 'key-outcome', 'key-undo'];
  await keys({}, 'key-callNext', ['key-callNext', 'key-pause']);
  await keys({ current: ticketAt('called'), undo }, 'key-arrive', called);
  await keys({ current: ticketAt('serving') }, 'key-finish', ['key-finish', 'key-outcome', 'key-pause']);
  await keys({ status: 'paused' }, 'key-goOn', ['key-goOn']);
});

it('an unusable key says why and sends nothing', async () => {
  await show({ queue: [], waiting: 0 });
  expect(stand.find('key-callNext')?.title).toBe('没有人等候');
  press('F2');
  await stand.read('没有人等候');
  press('F9');
  await vi.waitFor(() => expect(stand.find('told')?.textContent).toContain('窗口没有人'));
  expect(hub.commands).toHaveLength(0);
});

it('[C9] recalling waits its interval out and ends after the last', async () => {
  await show({ current: ticketAt('called', { recalls: 1, nextRecallAt: time(2, 6) }) });
  expect(stand.find('key-recall')?.textContent).toMatch(/重呼 [56]/);
  expect(stand.find('key-recall')?.getAttribute('aria-disabled')).toBe('true');
  expect(stand.find('key-noShow')?.getAttribute('aria-disabled')).toBe('false');
  stand.pass(7_000);
  await vi.waitFor(() => expect(stand.find('key-recall')?.getAttribute('aria-disabled')).toBe('false'));
  hub.show('counter/3', counterView({ current: ticketAt('called', { recalls: 3 }) }));
  await vi.waitFor(() => expect(stand.find('key-recall')?.title).toContain('已重呼 3 次'));
});

it('undo counts down and goes', async () => {
  await show({ undo: { what: 'no-show', number: 'A012', until: time(2, 8) } });
  expect(stand.find('key-undo')?.textContent).toMatch(/撤销 [78]/);
  stand.pass(9_000);
  await vi.waitFor(() => expect(stand.find('key-undo')?.getAttribute('aria-disabled')).toBe('true'));
});

it('[C2] a second press while the first is under way does nothing', async () => {
  let answer: (answer: Answer) => void = () => undefined;
  hub.answer = () => new Promise((resolve) => (answer = resolve));
  await stand.see('key-callNext');
  press('F2');
  press('F2');
  stand.find('key-callNext')?.click();
  await vi.waitFor(() => expect(stand.find('key-callNext')?.getAttribute('aria-busy')).toBe('true'));
  press('F2', { repeat: true });
  await vi.waitFor(() => expect(hub.commands).toHaveLength(1));
  answer({ status: 200, body: { number: 'A013' } });
  await sent(1);
  expect(stand.find('told')?.textContent.trim()).toBe('');
});

it('a key held down is one press', async () => {
  await stand.see('key-callNext');
  press('F2');
  await sent(1);
  expect(press('F2', { repeat: true }).defaultPrevented).toBe(true);
  await sent(1);
});

it('[C2] a refusal as stale is told in words and never repeated by itself', async () => {
  hub.answer = () => ({ status: 409, body: { code: 'stale-screen', status: 409, title: 'x' } });
  await stand.see('key-callNext');
  press('F2');
  await stand.read('屏幕已更新，请看清再按');
  hub.answer = () => ({ status: 200, body: {} });
  await show({ current: ticketAt('called') });
  expect(hub.commands).toHaveLength(1);
});

it('a session that ended is told, with the way back', async () => {
  hub.answer = () => ({ status: 401, body: { code: 'unauthorized', status: 401 } });
  await stand.see('key-callNext');
  press('F2');
  await stand.read('窗口和号都还在');
  expect(stand.find('sign-in-again')).not.toBeNull();
});

it('[W3] out of contact it says since when and refuses at once; nothing is done later', async () => {
  await show({ current: ticketAt('serving') });
  hub.cut();
  await stand.read('连接中断 自 10:32 起');
  expect(usable()).toEqual([]);
  press('F9');
  await stand.read('没有连接，刚才的操作没有执行');
  stand.find('key-finish')?.click();
  press('F9', { shiftKey: true });
  expect(stand.find('panel')).toBeNull();
  hub.heal();
  await vi.waitFor(() => expect(usable()).toContain('key-finish'), 5_000);
  await stand.connection.send('/marker');
  expect(hub.commands.map(({ path }) => path)).toEqual(['/marker']);
});

it('out of contact the queue tells times and the timer stands', async () => {
  await show({ current: ticketAt('serving') });
  hub.cut();
  await stand.read('10:32 时等候 2 人');
  const stood = stand.find('timer')?.textContent;
  stand.pass(30_000);
  await stand.read('10:27 取号');
  expect(stand.find('timer')?.textContent).toBe(stood);
});

it.each([
  ['1', 'done'],
  ['2', 'accepted'],
  ['3', 'materials-missing'],
  ['4', 'consulted'],
  ['5', 'referred'],
  ['6', 'withdrawn'],
  ['Enter', 'done'],
] as const)('[W4] other outcomes: %s finishes as %s', async (key, outcome) => {
  await show({ current: ticketAt('serving') });
  stand.find('key-outcome')?.click();
  await stand.see('panel');
  press(key);
  const [command] = await sent(1);
  expect(command?.body).toMatchObject({ expected: 'A012', outcome });
  expect(stand.find('panel')).toBeNull();
});

it('a choice opened for one number never falls on another', async () => {
  await show({ current: ticketAt('serving') });
  press('F9', { shiftKey: true });
  await stand.see('panel');
  hub.show('counter/3', counterView({ current: ticketAt('called', { number: 'A013' }) }));
  await vi.waitFor(() => expect(stand.find('panel')).toBeNull());
  press('1');
  expect(hub.commands).toHaveLength(0);
});

it('Escape leaves the choice without a word', async () => {
  await show({ current: ticketAt('serving') });
  press('F9', { shiftKey: true });
  await stand.see('panel');
  press('Escape');
  await vi.waitFor(() => expect(stand.find('panel')).toBeNull());
  expect(hub.commands).toHaveLength(0);
});

it('pausing asks for a reason, from the list or in own words', async () => {
  await stand.see('key-pause');
  press('F10');
  await stand.see('panel');
  press('2');
  expect((await sent(1))[0]?.body).toMatchObject({ reason: '取送材料' });
  press('F10');
  const own = (await stand.see('pause-own')) as HTMLInputElement;
  own.value = '接待来访';
  own.closest('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  expect((await sent(2))[1]?.body).toMatchObject({ reason: '接待来访' });
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HallBoard } from '../../display/hall-board.ts';
import type { AnnouncementView, HallView } from '../../protocol/views.ts';
import { zhCN } from '../../ui/strings/zh-CN.ts';
import { hallView } from './support/counter-views.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;

function called(no: number, number: string, window: number, secondsAgo: number): AnnouncementView {
  const at = new Date(hub.now - secondsAgo * 1_000).toISOString();
  const text = `请${number}号到${window}号窗口办理业务`;
  return { no, kind: 'call', number, window, text, reading: text, at };
}

function show(over: Partial<HallView>): void {
  hub.show('hall', { ...hallView(), ...over });
}

function open(layout: 'calls' | 'windows' = 'calls'): Stand {
  return new Stand(hub, (connection) => new HallBoard({ connection, strings: zhCN, language: 'zh-CN', layout }));
}

const callOnScreen = async (number: string): Promise<HTMLElement> => {
  await stand.read(number);
  return stand.see('call');
};

beforeEach(async () => {
  hub = new ScriptedHub();
  show({});
  await hub.start();
  stand = open();
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

it('says that it is connecting, then that nobody was called yet', async () => {
  expect(stand.text()).toContain('正在连接');
  await stand.read('等候叫号');
  expect(stand.find('call')).toBeNull();
});

it('[D3] sets the call as the sentence that is spoken', async () => {
  await stand.see('clock');
  show({ announcements: [called(1, 'A012', 3, 0)] });
  const call = await callOnScreen('A012');
  expect(call.textContent.replace(/\s+/g, '')).toBe('请A012号到3号窗口办理业务');
});

it("[D11] draws the hub's clock and day in the hall's zone, whatever the device thinks", async () => {
  expect((await stand.see('clock')).textContent).toBe('10:32');
  expect(stand.text()).toContain('10月20日');
  stand.pass(60_000);
  await stand.read('10:33');
});

it('a call is new for 12 s of the hub’s time, by more than its colour, and a screen opened in between goes on', async () => {
  await stand.see('clock');
  show({ announcements: [called(1, 'A012', 3, 5)] });
  const call = await callOnScreen('A012');
  expect(call.classList).toContain('new');
  expect(call.style.getPropertyValue('--ran')).toMatch(/^-5\d{3}(\.\d+)?ms$/);
  stand.pass(6_000);
  await stand.read('A012');
  expect((await stand.see('call')).classList).toContain('new');
  stand.pass(2_000);
  await expect.poll(() => stand.find('call')?.classList.contains('new')).toBe(false);
});

it('calls made within seconds of each other are all marked as new', async () => {
  await stand.see('clock');
  const calls = [called(1, 'B031', 1, 40), called(2, 'C007', 2, 3), called(3, 'A012', 3, 1)];
  show({ announcements: calls });
  await callOnScreen('A012');
  const rows = [...(await stand.see('earlier')).querySelectorAll('li')];
  expect(rows.map((row) => [row.dataset['number'], row.classList.contains('fresh')])).toEqual([
    ['C007', true],
    ['B031', false],
  ]);
});

it('does not send people to a window when they were missed, were called again elsewhere, or it was yesterday', async () => {
  await stand.see('clock');
  show({
    announcements: [
      called(1, 'A001', 1, 86_400),
      called(2, 'B031', 1, 90),
      called(3, 'C007', 2, 60),
      called(4, 'A012', 3, 50),
      called(5, 'C007', 4, 20),
    ],
    missed: ['B031'],
  });
  const call = await callOnScreen('C007');
  expect(call.dataset['window']).toBe('4');
  const rows = [...(await stand.see('earlier')).querySelectorAll('li')];
  expect(rows.map((row) => row.dataset['number'])).toEqual(['A012']);
  expect((await stand.see('missed')).textContent).toContain('B031');
});

it('a no-show is spoken, never drawn as a call', async () => {
  await stand.see('clock');
  const missed = { ...called(2, 'A012', 3, 1), kind: 'no-show', text: 'A012号过号' } as const;
  show({ announcements: [called(1, 'B031', 1, 40), missed] });
  expect((await callOnScreen('B031')).dataset['number']).toBe('B031');
  expect(stand.find('earlier')?.textContent).not.toContain('A012');
});

it('draws who waits for each service, and all of them', async () => {
  const waiting = await stand.see('waiting');
  expect(waiting.querySelector('[data-service="social-insurance"]')?.textContent.replace(/\s+/g, '')).toBe(
    'A社会保险2',
  );
  expect(waiting.querySelector('[data-service="household"]')?.textContent).toContain('停办');
  expect(waiting.textContent.replace(/\s+/g, '')).toContain('合计2');
});

it('replaces the notice every 15 s', async () => {
  await stand.see('clock');
  show({ notices: ['办事请带本人身份证原件', '周三下午学习，窗口照开'] });
  const first = (await stand.see('notice')).textContent;
  stand.pass(15_000);
  await expect.poll(() => stand.find('notice')?.textContent).not.toBe(first);
  stand.pass(15_000);
  await expect.poll(() => stand.find('notice')?.textContent).toBe(first);
});

it('[D7] after a cut says 连接中断 and since when, keeps what it knew, and then shows what the hub has', async () => {
  await stand.see('clock');
  show({ announcements: [called(1, 'A012', 3, 30)] });
  await callOnScreen('A012');
  hub.cut();
  await stand.read('连接中断 自 10:32 起');
  expect(stand.find('contact-lost')?.getAttribute('role')).toBe('alert');
  expect(stand.find('earlier')?.textContent).toContain('10:32 以前叫过的号');
  expect(stand.find('earlier')?.textContent).toContain('A012');
  expect(stand.find('waiting')?.textContent).toContain('10:32 时');
  show({ announcements: [called(1, 'A012', 3, 30), called(2, 'B031', 1, 1)] });
  hub.heal();
  expect((await stand.see('call')).dataset['number']).toBe('B031');
  expect(stand.find('contact-lost')).toBeNull();
});

it('[D11] shows 点击开启声音 while the browser is locked, and says when somebody presses it', async () => {
  await stand.see('clock');
  const board = stand.root;
  if (!(board instanceof HallBoard)) throw new Error('no hall board');
  let pressed = 0;
  board.addEventListener('unlock', () => (pressed += 1));
  board.sound = 'locked';
  const key = await stand.see('sound-on');
  expect(key.textContent.trim()).toBe('点击开启声音');
  key.click();
  expect(pressed).toBe(1);
  board.sound = 'on';
  await expect.poll(() => stand.find('sound-on')).toBeNull();
});

it('by window: each keeps its place, the called one is marked in words', async () => {
  stand.leave();
  stand = open('windows');
  await stand.see('windows');
  const [first, second, third, fourth] = hallView().windows;
  if (!first || !second || !third || !fourth) throw new Error('the hall has four windows');
  show({
    windows: [first, { ...second, number: 'A012', stage: 'called' }, { ...third, status: 'paused' }, fourth],
    announcements: [called(1, 'A012', 2, 1)],
  });
  await stand.read('A012');
  const tiles = [...(await stand.see('windows')).children].map((tile) => tile.textContent.replace(/\s+/g, ' ').trim());
  expect(tiles.map((text) => text.replace(/^\d+ \S+ /, ''))).toEqual([
    '未开 未开窗',
    '请到窗口 A012',
    '暂停 暂停服务',
    '未开 未开窗',
  ]);
  expect(stand.find('windows')?.children[1]?.classList).toContain('new');
});

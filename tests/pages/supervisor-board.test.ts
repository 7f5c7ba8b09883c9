// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Role } from '../../domain/actor.ts';
import { barLength, queueLoad } from '../../supervisor/queue-table.ts';
import { SupervisorPage } from '../../supervisor/supervisor-page.ts';
import { supervisorZhCN } from '../../ui/strings/supervisor-zh-CN.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';
import { ago, boardView, NOW, publicView, supervisorPage, windowAt } from './support/supervisor-views.ts';

let hub: ScriptedHub;
let stand: Stand;

beforeEach(async () => {
  hub = new ScriptedHub();
  hub.answer = () => ({ status: 200, body: {} });
  hub.show('hall', publicView());
  hub.show('board', boardView());
  await hub.start();
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

function open(role: Role = 'supervisor'): void {
  stand = new Stand(hub, (connection) => new SupervisorPage(supervisorPage(connection, role)));
}

function textOf(testId: string): string {
  return stand.find(testId)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

it('the board loads, lives, and says since when it is out of contact; then nothing can be closed', async () => {
  open();
  await stand.read('正在连接');
  await stand.see('totals');
  expect(textOf('totals')).toBe(
    '等候 30 人 开窗 3 个，共 4 个 取号 100 办结 57 最久等候 22 分，社会保险 随时更新，10:32',
  );
  expect((await stand.see('close-1')).hasAttribute('disabled')).toBe(false);
  hub.cut();
  await stand.see('contact-lost');
  expect(textOf('contact-lost')).toBe('连接中断 自 10:32 起');
  expect(textOf('totals')).toContain('10:32 时的情况');
  expect((await stand.see('close-1')).hasAttribute('disabled')).toBe(true);
  hub.heal();
  await stand.read('随时更新');
  expect(stand.find('contact-lost')).toBeNull();
});

it('a queue over its limit is filled and says by how much, near it is hatched and says so, an empty one is neither', async () => {
  open();
  await stand.see('queues');
  const row = (prefix: string): readonly [string | undefined, string, string | undefined] => [
    stand.find(`queue-${prefix}`)?.className,
    stand.find(`queue-${prefix}`)?.querySelector('em')?.textContent ?? '',
    stand.find(`queue-${prefix}`)?.querySelector<HTMLElement>('.meter > i')?.style.width,
  ];
  expect(row('A')).toEqual(['over', '超 2 分', '75.9%']);
  expect(row('B')).toEqual(['near', '将到限', '62.1%']);
  expect(row('C')).toEqual(['calm', '', '31.0%']);
  expect(row('D')).toEqual(['none', '', undefined]);
});

it('every bar meets the limit at the same place, whatever the limit is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 480 }), fc.nat(1_000 * 60_000), (limitMin, longestMs) => {
      expect(barLength({ longestMs: limitMin * 60_000, limitMin })).toBeCloseTo(68.97, 9);
      const over = queueLoad({ longestMs, limitMin }) === 'over';
      expect(over).toBe(longestMs > limitMin * 60_000);
      expect(barLength({ longestMs, limitMin }) > 68.97).toBe(over);
      expect(barLength({ longestMs, limitMin })).toBeLessThanOrEqual(100);
    }),
  );
});

it('a window tells its number, stage, minutes and staff number', async () => {
  hub.show(
    'board',
    boardView({
      windows: [
        windowAt(1, { number: 'A012', stage: 'serving', since: ago(4.6), service: 'social-insurance' }),
        windowAt(2, { number: 'B030', stage: 'called', since: ago(0.3), recalls: 1 }),
        windowAt(3, { status: 'paused', pauseReason: '取送材料', since: ago(8) }),
        windowAt(4, { status: 'closed', staff: null, since: null }),
      ],
    }),
  );
  open();
  await stand.see('windows');
  expect(textOf('window-1')).toMatch(/^1 A012办理 04:3\d 社会保险 工号 0311 关窗$/);
  expect(textOf('window-2')).toMatch(/B030已叫 (18|19) 秒，重呼 1 次/);
  expect(textOf('window-3')).toContain('暂停取送材料 已 8 分');
  expect(textOf('window-4')).toBe('4 未开窗');
});

it('a supervisor closes a window by a second word, with what the board showed and when', async () => {
  hub.show('board', boardView({ windows: [windowAt(1, { number: 'A012', stage: 'serving' }), windowAt(2)] }));
  open();
  await stand.tap('close-1');
  await stand.see('close-sure');
  expect(textOf('close-sure')).toContain('A012 正在办理，会记为办结。');
  expect(hub.commands).toHaveLength(0);
  await stand.tap('close-no');
  await vi.waitFor(() => expect(stand.find('close-sure')).toBeNull());
  await stand.tap('close-1');
  const yes = await stand.tap('close-yes');
  yes.click(); // the second press of the same key
  await vi.waitFor(() => expect(stand.find('close-sure')).toBeNull());
  expect(hub.commands.map(({ path }) => path)).toEqual(['/halls/qingxi/windows/1/close']);
  const { expected, pressedAt } = hub.commands[0]?.body ?? {};
  expect(expected).toBe('A012');
  expect(Math.abs(Date.parse(String(pressedAt)) - NOW)).toBeLessThan(10_000);
});

it('who may not close windows sees no key for it', async () => {
  open('administrator');
  await stand.see('windows');
  expect(textOf('window-1')).toContain('空闲');
  expect(stand.find('close-1')).toBeNull();
});

it('a refused closing is told in words', async () => {
  hub.answer = () => ({ status: 409, body: { code: 'something-new', status: 409, detail: '窗口刚刚换了人' } });
  open();
  await stand.tap('close-2');
  await stand.tap('close-yes');
  await stand.read('窗口刚刚换了人');
});

it('alarms name what they are about; no sound is said in words; papers are told once', async () => {
  hub.show(
    'board',
    boardView({
      alarms: [
        { kind: 'wait-limit', subject: 'A013', detail: '社会保险', since: ago(2) },
        { kind: 'sound', subject: 'd1', detail: '', since: ago(20) },
        { kind: 'paper', subject: 'C004', detail: 'paper-out', since: ago(3) },
      ],
      printers: [{ id: 'main', name: '一号机', condition: 'paper-near-end', since: ago(6), queued: 2 }],
      screens: [
        { device: 'd1', kind: 'display', name: '大厅屏', window: null, connected: true, since: ago(9), sound: 'off' },
        { device: 'd2', kind: 'rating', name: '', window: 3, connected: false, since: ago(12), sound: null },
        { device: 'd3', kind: 'rating', name: '', window: 1, connected: true, since: ago(12), sound: null },
        { device: 'd4', kind: 'rating', name: '', window: 2, connected: true, since: ago(12), sound: null },
      ],
      papers: [
        { number: 'C004', print: 'failed', failure: 'paper-out', at: ago(3) },
        { number: 'E006', print: 'unknown', failure: null, at: ago(7) },
      ],
    }),
  );
  open();
  await stand.see('alarms');
  expect(textOf('alarm-wait-limit')).toBe('A013 等候超限 社会保险 自 10:30 起');
  expect(textOf('alarm-sound')).toContain('没有声音：大厅屏 浏览器不让出声');
  expect(textOf('alarm-paper')).toContain('没纸了');
  expect(stand.find('paper-C004')).toBeNull();
  expect(textOf('paper-E006')).toContain('E006 的纸票出没出不知道');
  const lines = [...stand.root.querySelectorAll('[data-testid="equipment"] li')].map(({ textContent }) => textContent);
  expect(lines).toEqual([
    '打印机 一号机纸将尽，排队 2 张',
    '大厅屏没有声音，请到屏前点一下',
    '3 号窗口评价器自 10:20 起中断',
    '评价器 2 台正常',
  ]);
});

it('every alarm of the hub has words', () => {
  const { hint, kind } = supervisorZhCN.alarms;
  for (const words of Object.values(kind)) expect(words('X').length).toBeGreaterThan(3);
  expect(Object.keys(kind)).toEqual(expect.arrayContaining(Object.keys(hint)));
});

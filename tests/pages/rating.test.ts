// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RatingPad } from '../../rating/rating-pad.ts';
import { windowView } from './support/sample-views.ts';
import { type Answer, ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;

const RATE = { number: 'A012', until: '2026-10-20T02:33:30.000Z' };
const noted: Answer = { status: 200, body: { number: 'A012' } };
const asking = (number = RATE.number): void => hub.show('window/3', windowView({ rate: { ...RATE, number } }));

beforeEach(async () => {
  hub = new ScriptedHub();
  hub.answer = () => noted;
  hub.show('window/3', windowView());
  await hub.start();
  stand = new Stand(hub, (connection) => Object.assign(new RatingPad(), { connection, window: 3 }));
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

it('draws that it is connecting, then whose window it is, and asks nothing', async () => {
  expect(stand.text()).toContain('正在连接');
  await stand.see('rest');
  expect(stand.text()).toContain('3号窗口');
  expect(stand.find('level-5')).toBeNull();
});

it('[R1] asks with five levels, from 5 to 1, and the number they are about', async () => {
  asking();
  await stand.see('level-5');
  const keys = [...stand.root.querySelectorAll('.five button')];
  expect(keys.map((key) => key.textContent.trim())).toEqual(['非常满意', '满意', '基本满意', '不满意', '非常不满意']);
  expect(stand.find('number')?.textContent).toBe('A012');
});

it('[R2] the five keys differ by nothing but the word, none is chosen, and skipping is offered', async () => {
  asking();
  await stand.see('level-5');
  const keys = [...stand.root.querySelectorAll('.five button')];
  expect(new Set(keys.map((key) => key.className)).size).toBe(1);
  expect(keys.some((key) => key.hasAttribute('aria-pressed') || key.hasAttribute('autofocus'))).toBe(false);
  await stand.tap('skip');
  await stand.read('这次不评');
  stand.pass(7_000);
  await stand.see('rest');
  expect(hub.commands).toHaveLength(0);
});

it('[R3] without a tap nothing is sent, however long it stands and however it ends', async () => {
  asking();
  await stand.see('level-5');
  stand.pass(200_000);
  asking('A013');
  await stand.read('A013');
  await stand.tap('level-1');
  await stand.see('send'); // walks away in the middle
  stand.pass(200_000);
  hub.show('window/3', windowView());
  await stand.see('rest');
  hub.cut();
  await stand.see('contact-lost');
  hub.heal();
  await vi.waitFor(() => expect(stand.find('contact-lost')).toBeNull(), { timeout: 8_000 });
  expect(hub.commands).toHaveLength(0);
});

it('[R4] one tap rates at this window, once', async () => {
  asking();
  const key = await stand.tap('level-4');
  key.click();
  await stand.read('谢谢您的评价');
  expect(hub.commands.map(({ path, body }) => [path, body])).toEqual([
    ['/halls/qingxi/windows/3/rating', { number: 'A012', level: 4 }],
  ]);
});

it('[R5] a bad level asks for a reason or words before it is sent', async () => {
  asking();
  await stand.tap('level-2');
  await stand.tap('send');
  await stand.see('reason-needed');
  expect(hub.commands).toHaveLength(0);
  await stand.tap('reason-unclear');
  await stand.tap('send');
  await stand.read('谢谢您的评价');
  expect(hub.commands[0]?.body).toEqual({ number: 'A012', level: 2, reasons: ['unclear'] });
});

it('[R5] words alone are enough', async () => {
  asking();
  await stand.tap('level-1');
  const words = (await stand.see('words')) as HTMLTextAreaElement;
  words.value = ' 等了一上午 ';
  words.dispatchEvent(new Event('input', { bubbles: true }));
  await stand.tap('send');
  await stand.read('谢谢您的评价');
  expect(hub.commands[0]?.body).toEqual({ number: 'A012', level: 1, text: '等了一上午' });
});

it('forgets what one citizen began when the next is asked', async () => {
  asking();
  await stand.tap('level-1');
  const words = (await stand.see('words')) as HTMLTextAreaElement;
  words.value = '话没说完';
  words.dispatchEvent(new Event('input', { bubbles: true }));
  await stand.tap('reason-other');
  asking('A013');
  await stand.read('A013');
  await stand.tap('level-1');
  expect(((await stand.see('words')) as HTMLTextAreaElement).value).toBe('');
  expect(stand.root.querySelectorAll('[aria-pressed="true"]')).toHaveLength(0);
});

it('a tap meant for one citizen does not rate for the next', async () => {
  asking();
  await stand.see('level-5');
  stand.pass(1_000);
  asking('A013');
  await stand.read('A013');
  (stand.find('level-1') as HTMLElement).click();
  expect(stand.find('send')).toBeNull();
  expect(hub.commands).toHaveLength(0);
});

it('[T3] a lost answer is sent again under the same key, by itself and by hand', async () => {
  hub.answer = () => 'lost';
  asking();
  await stand.tap('level-5');
  await stand.read('没有记下来');
  hub.answer = () => noted;
  await stand.tap('again');
  await stand.read('谢谢您的评价');
  expect(new Set(hub.commands.map(({ key }) => key)).size).toBe(1);
});

it('tells a refusal in words', async () => {
  hub.answer = () => ({ status: 409, body: { code: 'already-rated', status: 409 } });
  asking();
  await stand.tap('level-5');
  await stand.read('已评价，谢谢');
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DispenserPage } from '../../dispenser/dispenser-page.ts';
import { dispenserView } from './support/sample-views.ts';
import { type Answer, ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;

const URL_OF_A018 = 'http://192.168.1.20:8080/t/Zk3kJ2lq9Yx0';
const issued = (over: object = {}): Answer => ({
  status: 201,
  body: { number: 'A018', ahead: 6, wait: { low: 15, high: 25 }, print: 'queued', url: URL_OF_A018, ...over },
});

beforeEach(async () => {
  hub = new ScriptedHub();
  hub.answer = () => issued();
  hub.show('dispenser', dispenserView());
  await hub.start();
  stand = new Stand(hub, (connection) => Object.assign(new DispenserPage(), { connection }));
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

it('says that it is connecting, then draws the services with their plates and how many wait', async () => {
  expect(stand.text()).toContain('正在连接');
  const key = await stand.see('service-social-insurance');
  expect(key.textContent.replace(/\s+/g, ' ')).toContain('A 社会保险 等候 6 人');
  expect(stand.text()).toContain('10:32');
});

it('greys a closed service and says why', async () => {
  const key = (await stand.see('service-household')) as HTMLButtonElement;
  expect(key.disabled).toBe(true);
  expect(key.textContent).toContain('今日号已取完');
});

it('[T5] two taps give a number: no identity, no phone, the guide in between', async () => {
  await stand.tap('service-social-insurance');
  await stand.see('take');
  expect(stand.text()).toContain('户口簿');
  await stand.tap('take');
  expect((await stand.see('number')).textContent).toBe('A018');
  expect(hub.commands[0]?.path).toBe('/halls/qingxi/tickets');
  expect(hub.commands[0]?.body).toEqual({ service: 'social-insurance', category: 'ordinary', channel: 'dispenser' });
});

it('[T3] a double tap is one order, and its second tap does not close the number', async () => {
  await stand.tap('service-social-insurance');
  const take = await stand.tap('take');
  take.click();
  await stand.see('number');
  (stand.find('done') as HTMLElement).click(); // where the second tap lands when the answer was quick
  await stand.read('正在出票');
  expect(hub.commands).toHaveLength(1);
});

it('[T3] a lost answer is asked for again under the same key, and the one ticket is shown', async () => {
  hub.answer = (_, nth) => (nth < 4 ? 'lost' : issued());
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('number');
  expect(new Set(hub.commands.map(({ key }) => key)).size).toBe(1);
  expect(hub.commands.length).toBe(4);
});

it('[T3] after giving up, trying again sends the same key; a new visit has a new one', async () => {
  hub.answer = () => 'lost';
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('busy');
  stand.pass(30_000);
  await stand.read('不知道有没有取到号');
  hub.answer = () => issued();
  await stand.tap('again');
  await stand.see('number');
  await stand.tap('done');
  await stand.tap('service-health');
  await stand.tap('take');
  await stand.see('number');
  const keys = hub.commands.map(({ key }) => key);
  expect(new Set(keys.slice(0, -1)).size).toBe(1);
  expect(keys.at(-1)).not.toBe(keys[0]);
});

it('locks the screen while an order is under way', async () => {
  let answer: (answer: Answer) => void = () => undefined;
  hub.answer = () => new Promise((resolve) => (answer = resolve));
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('busy');
  await vi.waitFor(() => expect(hub.commands).toHaveLength(1));
  await stand.tap('back');
  await stand.tap('take');
  expect(stand.find('take')).not.toBeNull();
  expect(hub.commands).toHaveLength(1);
  answer(issued());
  await stand.see('number');
});

it('a refusal is told in words, without a second try', async () => {
  hub.answer = () => ({ status: 409, body: { code: 'service-full', status: 409, detail: '今日号已取完' } });
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('trouble');
  expect(stand.text()).toContain('没有取到号');
  expect(stand.find('again')).toBeNull();
});

it('promises the paper only when it is out', async () => {
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.read('正在出票');
  hub.show('dispenser', dispenserView({ papers: [{ number: 'A018', print: 'printed' }] }));
  await stand.read('请从下面取走号票');
  stand.pass(16_000);
  await stand.read('请选择要办的业务');
});

it('[P5] shows number and QR large when the print failed, for a minute, longer when asked', async () => {
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.read('正在出票');
  hub.show('dispenser', dispenserView({ papers: [{ number: 'A018', print: 'failed' }] }));
  await stand.see('qr');
  expect(stand.find('number')?.textContent).toBe('A018');
  expect(stand.text()).toContain('号照样有效');
  stand.pass(50_000);
  await stand.tap('stay');
  stand.pass(50_000);
  await stand.read('知道了');
  expect(stand.find('number')?.textContent).toBe('A018');
  stand.pass(11_000);
  await stand.read('请选择要办的业务');
});

it.each(['unknown', 'none'] as const)('[P5] shows number and QR when the print status is %s', async (print) => {
  hub.answer = () => issued({ print });
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('qr');
});

it('a paper that nobody hears of is not waited for', async () => {
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.read('正在出票');
  stand.pass(10_000);
  await stand.see('qr');
});

it('[P4] tells that paper is running out or gone, and that numbers go on', async () => {
  hub.show('dispenser', dispenserView({ printer: 'paper-near-end' }));
  await stand.read('纸将用完');
  hub.show('dispenser', dispenserView({ printer: 'paper-out' }));
  await stand.read('没有纸了，号码会显示在屏幕上');
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('qr');
});

it('[P7] asks for the paper once more when the citizen says that none came', async () => {
  hub.answer = ({ path }) => (path.endsWith('/reprint') ? { status: 200, body: { number: 'A018' } } : issued());
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.read('正在出票');
  hub.show('dispenser', dispenserView({ papers: [{ number: 'A018', print: 'printed' }] }));
  await stand.tap('no-paper');
  const again = await stand.tap('reprint');
  again.click();
  await stand.read('请从下面取走号票');
  expect(hub.commands.map(({ path }) => path)).toEqual(['/halls/qingxi/tickets', '/halls/qingxi/tickets/A018/reprint']);
});

it('in large print one tap prints', async () => {
  await stand.tap('elder');
  await stand.tap('service-social-insurance');
  await stand.see('number');
  expect(hub.commands).toHaveLength(1);
});

it('asks for the reason of priority before the service and sends it along', async () => {
  await stand.tap('priority');
  await stand.tap('category-disabled');
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('number');
  expect(hub.commands[0]?.body['category']).toBe('disabled');
  await stand.tap('done');
  await stand.see('priority'); // the next citizen starts without it
});

it('[A4] speaks English on request, and Chinese again for the next citizen', async () => {
  await stand.tap('language');
  await stand.read('Social insurance');
  expect(stand.text()).not.toContain('请选择');
  stand.pass(61_000);
  await stand.read('请选择要办的业务');
});

it('warns before it goes back, and stays when asked', async () => {
  await stand.tap('service-social-insurance');
  await stand.see('take');
  stand.pass(46_000);
  await stand.see('still-there');
  await stand.tap('go-on');
  stand.pass(40_000);
  await stand.see('take');
  stand.pass(21_000);
  await stand.read('请选择要办的业务');
});

it('out of contact it says since when, dashes its keys and takes nothing', async () => {
  await stand.see('service-social-insurance');
  hub.cut();
  await stand.read('连接中断 自 10:32 起，请到导办台取号');
  const key = (await stand.see('service-social-insurance')) as HTMLButtonElement;
  expect(key.disabled).toBe(true);
  expect(key.classList).toContain('off');
  hub.heal();
  await stand.tap('service-social-insurance');
  await stand.see('take');
  expect(hub.commands).toHaveLength(0);
});

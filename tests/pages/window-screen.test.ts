// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WindowScreen } from '../../display/window-screen.ts';
import { zhCN } from '../../ui/strings/zh-CN.ts';
import { hallView } from './support/counter-views.ts';
import { windowView } from './support/sample-views.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;

const services = [{ id: 'social-insurance', prefix: 'A', name: '社会保险', nameEn: 'Social insurance' }];

beforeEach(async () => {
  hub = new ScriptedHub();
  hub.show('hall', hallView());
  hub.show('window/3', windowView({ services }));
  await hub.start();
  stand = new Stand(hub, (connection) => new WindowScreen({ connection, strings: zhCN, language: 'zh-CN', window: 3 }));
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

it('says that it is connecting, then the window, its services and that it waits for a call', async () => {
  expect(stand.text()).toContain('正在连接');
  await stand.read('等候叫号');
  expect(stand.text()).toContain('3 号窗口');
  expect((await stand.see('services')).textContent).toContain('社会保险');
});

it('shows who is called, new for 12 s, then who is served', async () => {
  await stand.see('now');
  const text = '请A012号到3号窗口办理业务';
  const at = new Date(hub.now - 4_000).toISOString();
  const call = { no: 1, kind: 'call' as const, number: 'A012', window: 3, text, at };
  hub.show('hall', { ...hallView(), announcements: [call] });
  hub.show('window/3', windowView({ services, number: 'A012', stage: 'called' }));
  await stand.read('请到本窗口办理');
  await expect.poll(() => stand.find('now')?.classList.contains('new')).toBe(true);
  stand.pass(8_500);
  await expect.poll(() => stand.find('now')?.classList.contains('new')).toBe(false);
  hub.show('window/3', windowView({ services, number: 'A012', stage: 'serving' }));
  await stand.read('正在办理');
  expect(stand.find('now-number')?.textContent).toBe('A012');
});

it('shows 暂停服务 when paused, and which windows are open', async () => {
  await stand.see('now');
  hub.show('window/3', windowView({ services, status: 'paused' }));
  await stand.read('暂停服务');
  expect((await stand.see('elsewhere')).querySelector('.seal')?.textContent).toBe('2');
  hub.show('window/3', windowView({ services, status: 'closed' }));
  await stand.read('未开窗');
});

it('[D7] after a cut says 连接中断 and since when, and then shows what the hub has', async () => {
  await stand.see('now');
  hub.cut();
  await stand.read('连接中断');
  expect(stand.find('contact-lost')?.textContent).toContain('自 10:32 起');
  hub.show('window/3', windowView({ services, number: 'A013', stage: 'serving' }));
  hub.heal();
  await stand.read('A013');
  expect(stand.find('contact-lost')).toBeNull();
});

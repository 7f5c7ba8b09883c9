// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SupervisorPage } from '../../supervisor/supervisor-page.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';
import { ago, boardView, publicView, supervisorPage } from './support/supervisor-views.ts';

let hub: ScriptedHub;
let stand: Stand;
let revokedAt: string | null;

beforeEach(async () => {
  revokedAt = null;
  hub = new ScriptedHub();
  hub.answer = () => ({ status: 200, body: {} });
  hub.show('hall', publicView());
  hub.show('board', boardView());
  hub.app.get('/api/v1/halls/qingxi/devices', (_, response) => {
    const screen = { id: 'd1', kind: 'display', window: null, name: '大厅屏', printer: null, pairedAt: ago(90) };
    response
      .set('Cache-Control', 'no-store')
      .json({ devices: [{ ...screen, revokedAt, connected: revokedAt === null }] });
  });
  hub.app.get('/api/v1/halls/qingxi/accounts', (_, response) => {
    response.set('Cache-Control', 'no-store').json({
      accounts: [
        { staffNo: '0301', name: '周三', role: 'administrator', disabled: false, locked: false },
        { staffNo: '0311', name: '李一', role: 'staff', disabled: false, locked: true },
        { staffNo: '0312', name: '王二', role: 'staff', disabled: true, locked: false },
      ],
    });
  });
  await hub.start();
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

async function open(tab: 'devices' | 'people'): Promise<void> {
  stand = new Stand(hub, (connection) => {
    location.hash = `#${tab}`;
    return new SupervisorPage(supervisorPage(connection, 'administrator'));
  });
  await stand.see(tab === 'devices' ? 'devices' : 'accounts');
  await vi.waitFor(() => expect(stand.connection.contact.state).toBe('live'));
}

function fill(form: string, values: Readonly<Record<string, string>>): void {
  const found = stand.find(form);
  for (const [name, value] of Object.entries(values)) {
    const field = found?.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`);
    if (field !== null && field !== undefined) field.value = value;
  }
  found?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
}

async function sent(): Promise<{ readonly path: string; readonly body: unknown }> {
  await vi.waitFor(() => expect(hub.commands).toHaveLength(1));
  const { path, body } = hub.commands[0] ?? { path: '', body: {} };
  return { path, body };
}

it('a device is revoked by a second word, and the list tells it', async () => {
  await open('devices');
  expect(stand.find('device-d1')?.textContent).toContain('已连接');
  await stand.tap('revoke-d1');
  await stand.read('停用 大厅屏？它马上断开');
  expect(hub.commands).toHaveLength(0);
  revokedAt = ago(0);
  await stand.tap('revoke-yes');
  expect(await sent()).toEqual({ path: '/halls/qingxi/devices/d1/revoke', body: {} });
  await stand.read('2026-10-20 10:32 停用');
  expect(stand.find('revoke-d1')).toBeNull();
});

it('a device is let in by the code it shows; a code of another shape is not sent', async () => {
  await open('devices');
  fill('approve', { code: '12345', window: '', name: '' });
  await stand.read('配对码是六位数字');
  fill('approve', { code: '123 456', window: '3', name: ' 三号屏 ' });
  expect(await sent()).toEqual({
    path: '/halls/qingxi/devices',
    body: { code: '123456', window: 3, name: '三号屏' },
  });
  await stand.read('已配对');
});

it('a pairing link is shown as a code to scan and as text', async () => {
  const url = 'http://192.168.1.20:8080/rating?window=3&pair=abc';
  hub.answer = () => ({ status: 200, body: { key: 'abc', url } });
  await open('devices');
  fill('link', { kind: 'rating', window: '3', name: '' });
  expect(await sent()).toEqual({ path: '/halls/qingxi/pairing-keys', body: { kind: 'rating', window: 3 } });
  expect((await stand.see('link-url')).textContent).toBe(url);
  expect(stand.find('qr')?.querySelector('.qr-ink')?.getAttribute('d')).toMatch(/^M/);
});

it('a refusal is told in words and leaves the form', async () => {
  hub.answer = () => ({ status: 404, body: { code: 'no-words-for-this', status: 404, detail: '没有这个配对码' } });
  await open('devices');
  fill('approve', { code: '123456', window: '', name: '' });
  await stand.read('没有这个配对码');
  expect(stand.root.querySelector<HTMLInputElement>('[name="code"]')?.value).toBe('123456');
});

it('accounts tell their role and state; nobody disables themselves', async () => {
  await open('people');
  expect(stand.find('account-0301')?.textContent).toContain('(本人)');
  expect(stand.find('able-0301')).toBeNull();
  expect(stand.find('account-0311')?.textContent).toContain('暂时锁住');
  expect(stand.find('account-0312')?.textContent).toContain('已停用');
});

it('an account is added with a first password that must be changed', async () => {
  await open('people');
  fill('add-account', { staffNo: '03 13', name: '赵', role: 'guide', password: 'Correct-horse-9' });
  await stand.read('工号只能是字母和数字');
  fill('add-account', { staffNo: '0313', name: '赵', role: 'guide', password: ' Correct-horse-9' });
  expect(await sent()).toEqual({
    path: '/halls/qingxi/accounts',
    body: { staffNo: '0313', name: '赵', role: 'guide', password: ' Correct-horse-9' },
  });
  await stand.read('0313 已加好，第一次登录要改密码');
});

it('a password too weak for the hub is told with the rule', async () => {
  hub.answer = () => ({
    status: 400,
    body: { code: 'invalid', status: 400, errors: [{ path: 'password', message: 'too-short' }] },
  });
  await open('people');
  fill('add-account', { staffNo: '0313', name: '赵', role: 'staff', password: 'short' });
  await sent();
  await vi.waitFor(() => expect(stand.find('told')?.textContent).toContain('密码至少 10 位'));
});

it('an account is disabled by a second word, and enabled by one', async () => {
  await open('people');
  await stand.tap('able-0311');
  await stand.read('停用 0311？');
  expect(hub.commands).toHaveLength(0);
  await stand.tap('disable-yes');
  expect(await sent()).toEqual({ path: '/halls/qingxi/accounts/0311/disable', body: {} });
  await stand.read('已办好');
  await stand.tap('able-0312');
  await vi.waitFor(() => expect(hub.commands.at(-1)?.path).toBe('/halls/qingxi/accounts/0312/enable'));
});

it('a password is set anew', async () => {
  await open('people');
  await stand.tap('set-0311');
  await stand.see('set-password');
  fill('set-password', { password: 'Another-horse-8' });
  expect(await sent()).toEqual({
    path: '/halls/qingxi/accounts/0311/password',
    body: { password: 'Another-horse-8' },
  });
  await stand.read('0311 的密码已重设');
});

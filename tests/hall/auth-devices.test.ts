import { expect, it } from 'vitest';
import { DEVICE_KINDS } from '../../domain/actor.ts';
import { parseWindowNo } from '../../domain/values.ts';
import { PairingCodes } from '../../server/auth/pairing-codes.ts';
import { denial } from '../../server/auth/permission.ts';
import { identify } from '../../server/auth/principal.ts';
import { doors, minutes, nine, qingxi, sure } from '../support/people.ts';

const window3 = sure(parseWindowNo(3));
const window4 = sure(parseWindowNo(4));
const place = (window: typeof window3 | null = null, name = '') => ({ hall: qingxi, window, name });

it('[S3] each device has a token of its own, which reaches only what it needs, and nothing once revoked', async () => {
  const hall = doors();
  const paired = await hall.devices.pair('rating', place(window3), 'staff:admin', nine);
  const other = await hall.devices.pair('rating', place(window3), 'staff:admin', nine);
  if (!paired.ok || !other.ok) throw new Error('pair');
  expect(paired.token).not.toBe(other.token);
  const headers = { authorization: `Bearer ${paired.token}` };
  const pad = await identify(hall, headers, nine);
  expect(pad).toMatchObject({ kind: 'device', actor: { is: 'rating', window: 3, device: paired.device.id } });
  expect(denial('rate-at-window', pad, { hall: qingxi, window: window3 })).toBeUndefined();
  expect(denial('rate-at-window', pad, { hall: qingxi, window: window4 })).toBe('other-window');
  expect(denial('call-next', pad, { hall: qingxi, window: window3 })).toBe('forbidden');
  expect(denial('watch-board', pad, { hall: qingxi })).toBe('forbidden');
  await hall.devices.revoke(qingxi, paired.device.id, 'staff:admin', minutes(1));
  expect(await identify(hall, headers, minutes(1))).toEqual({ kind: 'nobody', reason: 'revoked' });
  expect(await identify(hall, { authorization: `Bearer ${other.token}` }, minutes(1))).toMatchObject({
    kind: 'device',
  });
});

it('no sign of a token can be changed', async () => {
  const hall = doors();
  const paired = await hall.devices.pair('display', place(), 'staff:admin', nine);
  if (!paired.ok) throw new Error(paired.code);
  for (let i = 0; i < paired.token.length; i += 1) {
    const changed = paired.token.slice(0, i) + (paired.token[i] === 'A' ? 'B' : 'A') + paired.token.slice(i + 1);
    expect(await hall.devices.find(changed)).toBeUndefined();
  }
  expect(await hall.devices.find(`${paired.token}A`)).toBeUndefined();
});

it('a token can stand on a command line, however the device came in: no option begins like it', async () => {
  const hall = doors();
  const codes = new PairingCodes(hall.devices);
  const paired: (string | false)[] = [];
  for (let one = 0; one < 200; one += 1) {
    const asked = codes.request({ kind: 'printer', address: `10.0.0.${String(one)}`, idempotencyKey: 'k' }, nine);
    const made = await hall.devices.makeKey('printer', place(), 'staff:admin', nine);
    if (!asked.ok || !made.ok) throw new Error('pair');
    const taken = await hall.devices.takeKey(made.key, 'k', nine);
    const approved = await codes.approve(asked.code, place(), 'staff:admin', nine);
    const atOnce = await hall.devices.pair('printer', place(), 'staff:admin', nine);
    for (const each of [atOnce, taken, approved]) paired.push(each.ok && each.device.id);
  }
  expect(new Set(paired).size).toBe(600);
  for (const id of paired) expect(id).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{15}$/);
});

it('a pairing key is good once, for a day, and the same request twice gets the same token', async () => {
  const hall = doors();
  const made = await hall.devices.makeKey('dispenser', place(), 'staff:admin', nine);
  const late = await hall.devices.makeKey('display', place(), 'staff:admin', nine);
  if (!made.ok || !late.ok) throw new Error('key');
  const [one, two, three] = await Promise.all([
    hall.devices.takeKey(made.key, 'k1', nine),
    hall.devices.takeKey(made.key, 'k2', nine),
    hall.devices.takeKey(made.key, 'k1', minutes(1)),
  ]);
  expect(one).toMatchObject({ ok: true, device: { kind: 'dispenser', name: '取号机' } });
  expect(two).toEqual({ ok: false, code: 'key-used' });
  expect(three).toEqual(one);
  expect(await hall.devices.list(qingxi)).toHaveLength(1);
  expect(await hall.devices.takeKey('AAAAAAAAAAAAAAAAAAAAAA', 'k1', nine)).toEqual({ ok: false, code: 'unknown-key' });
  expect(await hall.devices.takeKey(late.key, 'k1', minutes(24 * 60))).toEqual({ ok: false, code: 'key-expired' });
});

it('a code that a page shows becomes its token when an administrator enters it', async () => {
  const hall = doors();
  const codes = new PairingCodes(hall.devices);
  const request = { kind: 'display', address: '10.0.0.7', idempotencyKey: 'k1' } as const;
  const shown = codes.request(request, nine);
  if (!shown.ok) throw new Error(shown.code);
  expect(shown.code).toMatch(/^\d{6}$/);
  expect(codes.request(request, nine)).toEqual(shown);
  expect(codes.poll(shown.secret, nine)).toEqual({ state: 'waiting' });
  const approved = await codes.approve(shown.code, place(window3, '三号屏'), 'staff:admin', minutes(1));
  expect(approved).toMatchObject({ ok: true, device: { kind: 'display', window: 3, name: '三号屏' } });
  expect(await codes.approve(shown.code, place(window3, '三号屏'), 'staff:admin', minutes(1))).toEqual(approved);
  expect(await codes.approve(shown.code, place(), 'staff:other', minutes(1))).toEqual({ ok: false, code: 'code-used' });
  const polled = codes.poll(shown.secret, minutes(1));
  if (polled.state !== 'paired') throw new Error(polled.state);
  expect(await hall.devices.find(polled.token)).toMatchObject({ id: approved.ok ? approved.device.id : '' });
  expect(codes.poll(shown.secret, minutes(10))).toEqual({ state: 'unknown' });
  expect(await codes.approve('000000', place(), 'staff:admin', minutes(10))).toEqual({
    ok: false,
    code: 'unknown-code',
  });
  expect(await hall.devices.list(qingxi)).toHaveLength(1);
});

it('one address cannot use up the codes: it loses its own oldest', () => {
  const codes = new PairingCodes(doors().devices);
  const ask = (address: string, n: number) =>
    codes.request({ kind: 'display', address, idempotencyKey: `k${n}` }, nine);
  const own = ask('10.0.0.1', 0);
  const secrets = Array.from({ length: 500 }, (_, n) => ask('10.0.0.2', n));
  const alive = secrets.filter((one) => one.ok && codes.poll(one.secret, nine).state === 'waiting');
  expect(alive).toHaveLength(10);
  expect(own.ok && codes.poll(own.secret, nine)).toEqual({ state: 'waiting' });
});

it('devices that belong to a window need one; a printer is a paired one of the same hall', async () => {
  const hall = doors();
  for (const kind of DEVICE_KINDS) {
    const result = await hall.devices.pair(kind, place(), 'staff:admin', nine);
    const needs = kind === 'rating' || kind === 'caller';
    expect(result, kind).toMatchObject(needs ? { ok: false, code: 'window-needed' } : { ok: true });
  }
  const list = await hall.devices.list(qingxi);
  const idOf = (kind: string) => sure(list.find((device) => device.kind === kind)).id;
  const set = (printer: string | null) =>
    hall.devices.setPrinter(qingxi, idOf('dispenser'), printer, 'staff:admin', nine);
  expect(await set(idOf('printer'))).toMatchObject({ ok: true, device: { printer: idOf('printer') } });
  expect(await set(idOf('display'))).toEqual({ ok: false, code: 'unknown-printer' });
  expect(await set(null)).toMatchObject({ ok: true, device: { printer: null } });
  expect(await hall.devices.rename(qingxi, idOf('display'), '东墙\n', 'staff:admin', nine)).toMatchObject({
    device: { name: '东墙' },
  });
  expect(await hall.devices.rename(qingxi, idOf('display'), 'a\u0000b', 'staff:admin', nine)).toEqual({
    ok: false,
    code: 'bad-name',
  });
});

it('the trail names every pairing and change of a device, without key or token', async () => {
  const hall = doors();
  const made = await hall.devices.makeKey('dispenser', place(), 'staff:admin', nine);
  const taken = made.ok ? await hall.devices.takeKey(made.key, 'k1', nine) : made;
  if (!made.ok || !taken.ok) throw new Error('pair');
  await hall.devices.rename(qingxi, taken.device.id, '门口', 'staff:admin', nine);
  await hall.devices.setPrinter(qingxi, taken.device.id, null, 'staff:admin', nine);
  await hall.devices.revoke(qingxi, taken.device.id, 'staff:admin', nine);
  const trail = await hall.directory.auditTrail(qingxi, 10);
  expect(trail.map(({ action }) => action).sort()).toEqual([
    'device-paired',
    'device-printer-set',
    'device-renamed',
    'device-revoked',
    'pairing-key-made',
  ]);
  expect(JSON.stringify(trail)).not.toContain(made.key);
  expect(JSON.stringify(trail)).not.toContain(taken.token);
});

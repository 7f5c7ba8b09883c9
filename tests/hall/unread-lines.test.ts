import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { done } from '../support/caller.ts';
import { openLine } from '../support/line.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';

const LETTERS = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZ');

/** Settings whose public view is as long as it can get. */
function wordy(): object {
  const [first] = demoHall().services;
  const prefixes = [...LETTERS, ...LETTERS.map((letter) => `Z${letter}`)];
  return {
    services: prefixes.map((prefix, index) => ({
      ...first,
      id: `s${String(index)}`,
      prefix,
      nameEn: 'W'.repeat(60),
      closedBecause: index === 0 ? null : '停'.repeat(60),
    })),
    windows: Array.from({ length: 99 }, (_, index) => ({ no: index + 1, name: '综'.repeat(16), services: 'all' })),
  };
}

/** A screen that watches the hall over a bare connection, then reads nothing more but answers every ping. */
async function deaf(hub: TestHub, token: string): Promise<void> {
  const { hostname, port, host } = new URL(hub.url());
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  const say = (text: string): void => {
    const header = [0x81, 0x80 | text.length, 0, 0, 0, 0]; // one short masked text; the mask is nought
    socket.write(Buffer.concat([Buffer.from(header), Buffer.from(text)]));
  };
  const key = Buffer.alloc(16).toString('base64');
  const upgrade = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13`;
  socket.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\n${upgrade}\r\n\r\n`);
  const heard = async (text: string): Promise<void> => {
    for (let all = ''; !all.includes(text);) all += String((await once(socket, 'data'))[0]);
  };
  await heard('"sid"');
  say(`40${JSON.stringify({ token })}`);
  await heard('40{"sid"');
  say('420["watch",{"hall":"qingxi","view":"hall"}]');
  await heard('430[');
  socket.pause();
  const pongs = setInterval(() => say('3'), 1_000);
  onTestFinished(() => clearInterval(pongs));
}

it('[S4] who answers pings but reads nothing is hung up on, and the hub keeps no views for them', async () => {
  const hub = await startHub();
  await hub.configure(wordy());
  const dispenser = await hub.pair('dispenser');
  const admin = await hub.admin();
  const reader = await openLine(hub.url());
  await reader.watch('hall');
  await deaf(hub, (await hub.pair('display')).token);
  const isOnTheLine = async (): Promise<boolean> => {
    const { devices } = await done(admin.get(`${hall}/devices`));
    return (devices as { kind: string; connected: boolean }[]).some(
      (each) => each.kind === 'display' && each.connected,
    );
  };
  expect(await isOnTheLine()).toBe(true);
  const before = performance.now();
  while ((await isOnTheLine()) && performance.now() - before < 40_000)
    for (let n = 0; n < 20; n += 1) await done(dispenser.post(`${hall}/tickets`, { service: 's0' }));
  expect(await isOnTheLine()).toBe(false);
  expect(reader.socket.connected).toBe(true);
}, 60_000);

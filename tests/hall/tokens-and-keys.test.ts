import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { parseDay, parseHallId, parseTicketNumber, ticketId } from '../../domain/values.ts';
import { KeyBroken, readKeys } from '../../server/keys.ts';
import { createTokens, readTicketId } from '../../server/tokens.ts';
import { sure } from '../support/people.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'paihao-keys-'));
  folders.push(made);
  return made;
}

const id = ticketId(sure(parseHallId('qing-xi-2')), sure(parseDay('2026-11-23')), sure(parseTicketNumber('A001')));

it('keys are made once, readable by their owner only, and read again the same', () => {
  const data = folder();
  const first = readKeys(data);
  expect(readKeys(data)).toEqual(first);
  expect(first.tickets).not.toEqual(first.devices);
  for (const name of readdirSync(join(data, 'keys'))) {
    expect(name).toMatch(/^(tickets|devices)\.key$/);
    expect(statSync(join(data, 'keys', name)).mode & 0o777).toBe(0o600);
  }
  expect(readKeys(folder())).not.toEqual(first);
});

it('a truncated key is an error and stays as it is', () => {
  const data = folder();
  readKeys(data);
  truncateSync(join(data, 'keys', 'tickets.key'), 31);
  expect(() => readKeys(data)).toThrow(KeyBroken);
  writeFileSync(join(data, 'keys', 'tickets.key'), '');
  expect(() => readKeys(data)).toThrow(KeyBroken);
  expect(statSync(join(data, 'keys', 'tickets.key')).size).toBe(0);
});

it('a ticket token is the id and 96 bits that only this hub can make', () => {
  const tokens = createTokens(readKeys(folder()));
  const token = tokens.ticketToken(id);
  expect(token).toMatch(/^qing-xi-2-20261123-A001\.[A-Za-z0-9_-]{16}$/);
  expect(tokens.readTicketToken(token)).toBe(id);
  for (let i = 0; i < token.length; i += 1) {
    const changed = token.slice(0, i) + (token[i] === '2' ? '3' : '2') + token.slice(i + 1);
    expect(tokens.readTicketToken(changed), changed).toBeUndefined();
  }
  for (const wrong of [
    '',
    '.',
    'A001',
    `${token}A`,
    token.slice(0, -1),
    `.${token}`,
    '排号.排号排号排号排号排号排号排号排号',
  ]) {
    expect(tokens.readTicketToken(wrong), wrong).toBeUndefined();
  }
  expect(createTokens(readKeys(folder())).readTicketToken(token)).toBeUndefined();
  expect(tokens.readDeviceToken(token)).toBeUndefined();
  expect(tokens.readTicketToken(tokens.deviceToken(id))).toBeUndefined();
});

it('a ticket’s id names its hall, even one with hyphens', () => {
  expect(readTicketId(id)).toEqual({ id, hall: 'qing-xi-2', day: '2026-11-23', number: 'A001' });
  for (const wrong of ['qingxi-20261323-A001', 'qingxi-20261123-a001', 'Qingxi-20261123-A001', '20261123-A001']) {
    expect(readTicketId(wrong), wrong).toBeUndefined();
  }
});

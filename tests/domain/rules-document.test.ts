import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rules = readFileSync(`${root}docs/RULES.md`, 'utf8');
const named = [...rules.matchAll(/`([^`\s]+)`/g)].map(([, name = '']) => name);

it('the rules name every event, and every file they name is there', () => {
  const source = readFileSync(`${root}domain/events.ts`, 'utf8');
  const events = [...source.matchAll(/readonly type: '([a-z-]+)'/g)].map(([, type = '']) => type);
  expect(events.length).toBeGreaterThan(20);
  expect(events.filter((type) => !named.includes(type))).toEqual([]);
  const files = named.filter((name) => /\.ts$/.test(name) && !name.includes('…'));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => !existsSync(`${root}${file}`))).toEqual([]);
});

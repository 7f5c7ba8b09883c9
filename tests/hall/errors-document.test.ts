import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { REFUSALS } from '../../domain/refusals.ts';
import { SETTINGS_FAULTS } from '../../domain/settings/read.ts';
import { EDGE_PROBLEMS, FIELD_FAULTS, PROBLEM_CODES } from '../../server/http/problem-codes.ts';
import { refusalStatus } from '../../server/http/problem.ts';
import { languages } from '../../ui/strings/strings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['server/http', 'server/auth', 'server/voice/clips'];
const edge = [...folders.flatMap(sourcesUnder), source('server/sockets.ts')].join('\n');
const rules = sourcesUnder('domain').join('\n');
const [refusals = [], problems = [], fields = [], settings = []] = tables(source('docs/ERRORS.md'));

/** Words of the pages' own, for what no hub answered or for a whole field. */
const OF_THE_PAGES = ['offline', 'no-answer', 'bad-password'];

it('every refusal has one line in the document, with its status, and the document has no other', () => {
  expect(codesOf(refusals)).toEqual([...REFUSALS].sort());
  for (const [code, status] of refusals) expect({ code, status }).toEqual({ code, status: statusOf(code) });
});

it('every other problem has one line in the document, and the document has no other', () => {
  expect(codesOf(problems)).toEqual([...EDGE_PROBLEMS].sort());
  expect(codesOf(fields)).toEqual([...FIELD_FAULTS].sort());
  expect(codesOf(settings)).toEqual([...SETTINGS_FAULTS].sort());
});

it('every status that the edge sends with a code is the one the document gives it', () => {
  const documented = new Map([...refusals, ...problems].map(([code, status]) => [code, status.split(', ')]));
  const sent = [...edge.matchAll(/(?:response, |refused\(|refuse\(|status: )(\d{3}), (?:code: )?'([a-z-]+)'/g)];
  expect(sent.length).toBeGreaterThan(20);
  for (const [, status, code = ''] of sent) expect(documented.get(code), code).toContain(status);
});

it('no code is listed that nothing sends', () => {
  const unsent = [...EDGE_PROBLEMS, ...FIELD_FAULTS].filter((code) => !edge.includes(`'${code}'`));
  const unrefused = REFUSALS.filter((code) => !rules.includes(`refuse('${code}'`));
  expect([...unsent, ...unrefused]).toEqual([]);
});

it('every code has words in both languages, and no words are left over', () => {
  const spoken = [
    ...new Set<string>([...PROBLEM_CODES, ...OF_THE_PAGES, 'bad-name', 'window-needed', 'no-window-wanted']),
  ];
  for (const { problems: words } of Object.values(languages)) {
    expect(Object.keys(words).sort()).toEqual(spoken.sort());
    expect(Object.values(words).filter((text) => text.trim() === '')).toEqual([]);
  }
  expect(languages['zh-CN'].problems).not.toEqual(languages.en.problems);
});

function statusOf(code: string): string {
  const refusal = REFUSALS.find((each) => each === code);
  return refusal === undefined ? 'not a refusal' : String(refusalStatus(refusal));
}

type Row = readonly [code: string, status: string];

/** The first two cells of each line, table by table. */
function tables(text: string): readonly (readonly Row[])[] {
  return [...text.matchAll(/(?:^\|.*\n)+/gm)].map(([table]) =>
    [...table.matchAll(/^\| `([a-z-]+)` *\| ([^|]*?) *\|/gm)].map(([, code = '', second = '']): Row => [code, second]),
  );
}

function codesOf(rows: readonly Row[]): readonly string[] {
  return rows.map(([code]) => code).sort();
}

function source(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** All but the list itself, which would prove nothing. */
function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(problem-codes|refusals)\.ts$/.test(file))
    .map((file) => source(join(folder, file)));
}

import { parse } from 'csv-parse/sync';
import type { Visit } from '../../domain/forecast/replay.ts';

/** What a file of recorded calls has to name in its first line; more columns may stand there. */
const COLUMNS = ['date', 'arrived_s', 'service', 'priority', 'outcome', 'waited_s', 'service_s', 'server'] as const;
/** From here on a call has priority over the others. */
const PRIORITY_FROM = 2;
const DAY_S = 86_400;

/** The file as a whole cannot be read. */
export class UnreadableCalls extends Error {
  override readonly name = 'UnreadableCalls';
}

export interface RecordedCall {
  /** As it stands in the file, with as many cells as the first line has. */
  readonly line: string;
  /** Its id is the row's place. Null: nobody knows who came when. */
  readonly visit: Visit | null;
}

export interface RecordedCalls {
  readonly header: string;
  readonly calls: readonly RecordedCall[];
  /** What is wrong with which line, counted from 1, the header being the first. */
  readonly faults: readonly { readonly line: number; readonly problem: string }[];
}

interface Row {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}
type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Reads recorded calls; every row stays in its place, whatever is wrong with it. Throws `UnreadableCalls`. */
export function readRecordedCalls(text: string): RecordedCalls {
  const [first, ...rows] = rowsOf(text);
  const names = first?.record ?? [];
  const lacking = COLUMNS.filter((column) => !names.includes(column));
  if (lacking.length > 0) throw new UnreadableCalls(`第一行缺少列 the first line lacks ${lacking.join(', ')}`);
  const places = COLUMNS.map((column) => [column, names.indexOf(column)] as const);
  const faults: { line: number; problem: string }[] = [];
  const calls = rows.map(({ record, raw, info }, index): RecordedCall => {
    const cells = Object.fromEntries(places.map(([column, place]) => [column, record[place] ?? ''])) as Cells;
    const problems: string[] = [];
    const tooMany = record.slice(names.length).some((cell) => cell !== '');
    if (tooMany) problems.push(`列数 ${String(record.length)} columns, not ${String(names.length)}`);
    const visit = tooMany ? null : visitOf(cells, String(index), problems);
    // a row of several lines is named by its last
    for (const problem of problems) faults.push({ line: info.lines, problem });
    return { line: lineOf(raw, record, names.length), visit };
  });
  return { header: trimmed(first?.raw ?? ''), calls, faults };
}

function rowsOf(text: string): readonly Row[] {
  const options = { bom: true, info: true, raw: true, relax_column_count: true, relax_quotes: true, trim: true };
  try {
    // not guessed from the first line: a file that was edited elsewhere mixes them
    const lines = { skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'] };
    return parse(text, { ...options, ...lines }) as unknown as readonly Row[];
  } catch (error) {
    throw new UnreadableCalls(error instanceof Error ? error.message : String(error));
  }
}

function lineOf(raw: string, record: readonly string[], cells: number): string {
  if (record.length > cells) return record.slice(0, cells).map(quoted).join(',');
  return trimmed(raw) + ','.repeat(cells - record.length);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A blank line that was skipped counts as the beginning of the next. */
function trimmed(raw: string): string {
  return raw
    .replace(/^\uFEFF/, '')
    .replace(/^\s*[\r\n]/, '')
    .replace(/[\r\n]+$/, '');
}

/** A visit, as far as it is known: without a readable outcome they came, and nobody knows what became of them. */
function visitOf(cells: Cells, id: string, problems: string[]): Visit | null {
  const midnight = midnightOf(cells.date);
  if (midnight === undefined) problems.push('date: YYYY-MM-DD');
  const arrived = seconds(cells.arrived_s);
  if (arrived === undefined) problems.push('arrived_s: 0–86399');
  const priority = cells.priority === '' ? Number.NaN : Number(cells.priority);
  if (!Number.isFinite(priority)) problems.push('priority: a number');
  const { service, outcome } = cells;
  if (service === '') problems.push('service: missing');
  if (midnight === undefined || arrived === undefined || problems.length > 0) return null;
  const at = midnight + arrived * 1000;
  const comer = { id, service, isPriority: priority >= PRIORITY_FROM, lane: String(priority), at };
  const uncalled = { ...comer, calledAt: null, post: null, endedAt: null, leftAt: null };
  const waited = seconds(cells.waited_s);
  if (waited === undefined) problems.push('waited_s: 0–86399');
  if (outcome !== 'served' && outcome !== 'abandoned') problems.push('outcome: served or abandoned');
  if (waited === undefined || problems.length > 0) return { ...uncalled, isLost: true };
  const until = at + waited * 1000;
  if (outcome === 'abandoned') return { ...uncalled, leftAt: until };
  const handled = seconds(cells.service_s);
  if (handled === undefined && cells.service_s !== '') problems.push('service_s: 0–86399');
  // without its length a handling ends at the server's next call
  const endedAt = handled === undefined ? null : until + handled * 1000;
  return { ...comer, calledAt: until, post: cells.server, endedAt, leftAt: null };
}

/** Ms. */
function midnightOf(date: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(date) ? at : undefined;
}

function seconds(raw: string): number | undefined {
  const value = raw === '' ? Number.NaN : Number(raw);
  return value >= 0 && value < DAY_S ? value : undefined;
}

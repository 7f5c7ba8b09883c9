import { parse } from 'csv-parse/sync';
import type { Visit } from '../../domain/forecast/replay.ts';

/** What a file of recorded calls has to name in its first line; more columns may stand there. */
const COLUMNS = [
  'date',
  'arrived_s',
  'service',
  'priority',
  'outcome',
  'waited_s',
  'served_from_s',
  'service_s',
  'server',
] as const;
/** From here on a call has priority over the others. */
const PRIORITY_FROM = 2;
const DAY_S = 86_400;

/** The file as a whole cannot be read. */
export class UnreadableCalls extends Error {
  override readonly name = 'UnreadableCalls';
}

export interface RecordedCall {
  /** As it stands in the file. */
  readonly line: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Instants in ms since the midnight before it came; null: the row cannot be read. */
  readonly visit: Visit | null;
  readonly outcome: 'served' | 'abandoned' | null;
}

export interface RecordedCalls {
  readonly header: string;
  readonly calls: readonly RecordedCall[];
  /** What is wrong with which line, counted from 1, the header being the first. */
  readonly faults: readonly { readonly line: number; readonly problem: string }[];
}

interface Row {
  readonly record: Readonly<Record<string, string | undefined>>;
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/** Reads recorded calls; a row that cannot be read stays in its place without a visit. Throws `UnreadableCalls`. */
export function readRecordedCalls(text: string): RecordedCalls {
  const header = /^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '';
  const names = header.split(',');
  const lacking = COLUMNS.filter((column) => !names.includes(column));
  if (lacking.length > 0) throw new UnreadableCalls(`第一行缺少列 the first line lacks ${lacking.join(', ')}`);
  const faults: { line: number; problem: string }[] = [];
  const calls = rowsOf(text).map(({ record, raw, info }, index): RecordedCall => {
    const read = visitOf(record, String(index));
    const line = raw.replace(/[\r\n]+$/, '');
    const date = record['date'] ?? '';
    if (typeof read !== 'string')
      return { line, date, visit: read, outcome: read.calledAt === null ? 'abandoned' : 'served' };
    faults.push({ line: info.lines, problem: read });
    return { line, date, visit: null, outcome: null };
  });
  return { header, calls, faults };
}

function rowsOf(text: string): readonly Row[] {
  try {
    const options = {
      bom: true,
      columns: true,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
    };
    return parse(text, options) as unknown as readonly Row[];
  } catch (error) {
    throw new UnreadableCalls(error instanceof Error ? error.message : String(error));
  }
}

/** A visit, or what is wrong with the row. */
function visitOf(row: Row['record'], id: string): Visit | string {
  if (!/^\d{4}-\d\d-\d\d$/.test(row['date'] ?? '')) return 'date: YYYY-MM-DD';
  const arrived = seconds(row['arrived_s']);
  if (arrived === undefined || arrived >= DAY_S) return 'arrived_s: 0–86399';
  const waited = seconds(row['waited_s']);
  if (waited === undefined || waited >= DAY_S) return 'waited_s: 0–86399';
  const priority = Number(row['priority']);
  if (row['priority'] === '' || !Number.isFinite(priority)) return 'priority: a number';
  const service = row['service'] ?? '';
  if (service === '') return 'service: missing';
  const at = arrived * 1000;
  const until = at + waited * 1000;
  const comer = { id, service, isPriority: priority >= PRIORITY_FROM, lane: String(priority), at };
  if (row['outcome'] === 'abandoned') return { ...comer, calledAt: null, post: null, endedAt: null, leftAt: until };
  if (row['outcome'] !== 'served') return 'outcome: served or abandoned';
  const handled = row['service_s'] === '' ? null : seconds(row['service_s']);
  if (handled === undefined) return 'service_s: seconds, 0 or more';
  // without its length a handling ends at the server's next call
  const endedAt = handled === null ? null : until + handled * 1000;
  return { ...comer, calledAt: until, post: row['server'] ?? '', endedAt, leftAt: null };
}

function seconds(raw: string | undefined): number | undefined {
  const value = raw === undefined || raw.trim() === '' ? Number.NaN : Number(raw);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

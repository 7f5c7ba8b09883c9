/** Why a field of the settings is refused; the pages have words for each. */
export const SETTINGS_FAULTS = [
  'missing',
  'unknown-field',
  'wrong-type',
  'too-short',
  'too-long',
  'forbidden-sign',
  'out-of-range',
  'malformed',
  'duplicate',
  'unknown-service',
  'unserved',
  'unknown-zone',
  'placeholder-missing',
  'placeholder-unknown',
] as const;
export type SettingsFaultCode = (typeof SETTINGS_FAULTS)[number];

export interface SettingsFault {
  /** Names and places from the root, joined by dots: `services.0.prefix`; empty for the root. */
  readonly path: string;
  readonly code: SettingsFaultCode;
}

/** Notes every fault it meets; its result counts only when there was none. */
export type Read<T> = (raw: unknown, path: string, faults: SettingsFault[]) => T | undefined;

export function join(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`;
}

export function isRecord(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** Every field must be there that has no value for when it is missing, and no other. */
export function record<T extends object>(fields: { readonly [K in keyof T]-?: Read<T[K]> }): Read<T> {
  const readers = Object.entries<Read<unknown>>(fields);
  const known = new Set(readers.map(([key]) => key));
  return (raw, path, faults) => {
    if (!isRecord(raw)) return fault(faults, path, raw === undefined ? 'missing' : 'wrong-type');
    const given = new Set(Object.keys(raw));
    for (const key of given) if (!known.has(key)) fault(faults, join(path, key), 'unknown-field');
    const result: Record<string, unknown> = {};
    for (const [key, read] of readers) {
      if (given.has(key)) result[key] = read(raw[key], join(path, key), faults);
      else if ('missing' in read) result[key] = read.missing;
      else fault(faults, join(path, key), 'missing');
    }
    return result as T;
  };
}

/** A field that may be left out, for settings written before there was such a field. */
export function or<T>(read: Read<T>, missing: T): Read<T> & { readonly missing: T } {
  return Object.assign<Read<T>, { missing: T }>((raw, path, faults) => read(raw, path, faults), { missing });
}

export function list<T>(item: Read<T>, from: number, to: number): Read<readonly T[]> {
  return (raw, path, faults) => {
    if (!Array.isArray(raw)) return fault(faults, path, 'wrong-type');
    if (raw.length < from) return fault(faults, path, 'too-short');
    if (raw.length > to) return fault(faults, path, 'too-long');
    const items: T[] = [];
    raw.forEach((value: unknown, index) => {
      const read = item(value, join(path, index), faults);
      if (read !== undefined) items.push(read);
    });
    return items;
  };
}

/** What would start a printer's command, turn the writing direction or is half a sign. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/u;

/** Length in signs as written, blanks at both ends cut. */
export function text(from: number, to: number): Read<string> {
  return (raw, path, faults) => {
    if (typeof raw !== 'string') return fault(faults, path, 'wrong-type');
    const trimmed = raw.trim();
    if (FORBIDDEN.test(trimmed)) return fault(faults, path, 'forbidden-sign');
    const signs = [...trimmed].length;
    if (signs < from) return fault(faults, path, 'too-short');
    if (signs > to) return fault(faults, path, 'too-long');
    return trimmed;
  };
}

export function number(from: number, to: number): Read<number> {
  return (raw, path, faults) => {
    if (typeof raw !== 'number') return fault(faults, path, 'wrong-type');
    return raw >= from && raw <= to ? raw : fault(faults, path, 'out-of-range');
  };
}

export function integer(from: number, to: number): Read<number> {
  const inRange = number(from, to);
  return (raw, path, faults) =>
    typeof raw === 'number' && !Number.isInteger(raw) ? fault(faults, path, 'malformed') : inRange(raw, path, faults);
}

export function nullOr<T>(read: Read<T>): Read<T | null> {
  return (raw, path, faults) => (raw === null ? null : read(raw, path, faults));
}

/** By one of the parsers that make the hall's own values. */
export function parsed<T>(parse: (raw: unknown) => T | undefined): Read<T> {
  return (raw, path, faults) => parse(raw) ?? fault(faults, path, 'malformed');
}

/** One of these words. */
export function one<const T extends string>(...words: readonly T[]): Read<T> {
  return (raw, path, faults) => words.find((word) => word === raw) ?? fault(faults, path, 'malformed');
}

/** No word twice. */
export function distinct(read: Read<readonly string[]>): Read<readonly string[]> {
  return (raw, path, faults) => {
    const words = read(raw, path, faults);
    words?.forEach((word, index) => {
      if (words.indexOf(word) < index) fault(faults, join(path, index), 'duplicate');
    });
    return words;
  };
}

/** The field `key` of every entry differs from those before it; entries that are no records are passed over. */
export function unique<T>(read: Read<readonly T[]>, ...keys: readonly string[]): Read<readonly T[]> {
  return (raw, path, faults) => {
    if (Array.isArray(raw)) for (const key of keys) noteDuplicates(raw, path, key, faults);
    return read(raw, path, faults);
  };
}

function noteDuplicates(entries: readonly unknown[], path: string, key: string, faults: SettingsFault[]): void {
  const seen = new Set<unknown>();
  entries.forEach((entry, index) => {
    if (!isRecord(entry)) return;
    if (seen.has(entry[key])) fault(faults, join(join(path, index), key), 'duplicate');
    if (entry[key] !== undefined) seen.add(entry[key]);
  });
}

export function fault(faults: SettingsFault[], path: string, code: SettingsFaultCode): undefined {
  faults.push({ path, code });
  return undefined;
}

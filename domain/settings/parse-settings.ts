import { parseHallId, parseServiceId, parseWindowNo, type ServiceId } from '../values.ts';
import { isPackName } from './pack-name.ts';
import {
  distinct,
  fault,
  integer,
  isRecord,
  join,
  list,
  nullOr,
  number,
  one,
  or,
  parsed,
  record,
  text,
  unique,
  type Read,
  type SettingsFault,
} from './read.ts';
import {
  type Material,
  ORDER_RULES,
  type RatingReasons,
  type Rules,
  type Service,
  type Settings,
  type Voice,
  type Window,
} from './settings.ts';

export type ParsedSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly errors: readonly SettingsFault[] };

/** What a hall may set, from anywhere outside: every fault at once, or settings that hold together. */
export function parseSettings(raw: unknown): ParsedSettings {
  const errors: SettingsFault[] = [];
  const settings = readSettings(raw, '', errors);
  noteUnknownServices(raw, errors);
  if (settings !== undefined && errors.length === 0) noteUnserved(settings, errors);
  return settings === undefined || errors.length > 0 ? { ok: false, errors } : { ok: true, settings };
}

/** What a hall once set, with what was not set then: what is refused today may have been taken. */
export function readStoredSettings(stored: unknown): Settings | undefined {
  return readSettings(stored, '', []);
}

/** I and O read as figures. */
const readPrefix: Read<string> = (raw, path, faults) =>
  typeof raw === 'string' && /^[A-HJ-NP-Z]{1,2}$/.test(raw) ? raw : fault(faults, path, 'malformed');

const readHotline: Read<string> = (raw, path, faults) =>
  typeof raw === 'string' && /^\+?\d[\d -]{1,18}\d$/.test(raw) ? raw : fault(faults, path, 'malformed');

const readReasonId: Read<string> = (raw, path, faults) =>
  typeof raw === 'string' && /^[a-z][a-z0-9-]{0,31}$/.test(raw) ? raw : fault(faults, path, 'malformed');

const readZone: Read<string> = (raw, path, faults) =>
  typeof raw === 'string' && /^[A-Za-z]/.test(raw) && isKnownZone(raw) ? raw : fault(faults, path, 'unknown-zone');

function isKnownZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Words with what is to be filled in; `needed` must stand there. */
const template =
  (signs: number, ...needed: readonly string[]): Read<string> =>
  (raw, path, faults) => {
    const words = text(1, signs)(raw, path, faults);
    if (words === undefined) return undefined;
    const placeholders: readonly string[] = words.match(/\{[^}]*\}?/g) ?? [];
    if (placeholders.some((one) => one !== '{number}' && one !== '{window}')) {
      return fault(faults, path, 'placeholder-unknown');
    }
    return needed.every((one) => placeholders.includes(one)) ? words : fault(faults, path, 'placeholder-missing');
  };

const readCallText = template(60, '{number}', '{window}');
const readEnglishCall = template(120, '{number}', '{window}');
const readNoShowText = template(60, '{number}');

const readPackName: Read<string> = (raw, path, faults) => (isPackName(raw) ? raw : fault(faults, path, 'malformed'));

const readVoice = record<Voice>({
  engine: one('built-in', 'system', 'off'),
  speed: integer(80, 300),
  pack: nullOr(readPackName),
  then: distinct(list((raw, path, faults) => (raw === 'en' ? raw : readPackName(raw, path, faults)), 0, 4)),
  prompts: (raw, path, faults) => (typeof raw === 'boolean' ? raw : fault(faults, path, 'wrong-type')),
});

const readMaterial = record<Material>({ name: text(1, 20), note: text(0, 20) });

const readService = record<Service>({
  id: parsed(parseServiceId),
  prefix: readPrefix,
  name: text(1, 16),
  nameEn: text(1, 60),
  firstNumber: integer(1, 9000),
  waitLimitMin: integer(1, 480),
  closedBecause: nullOr(text(1, 60)),
  materials: list(readMaterial, 0, 12),
});

const readSomeServices = list(parsed(parseServiceId), 1, 60);

/** A number in JSON, never the text of one. */
const readWindowNo = parsed((raw) => (typeof raw === 'number' ? parseWindowNo(raw) : undefined));

const readWindow = record<Window>({
  no: readWindowNo,
  name: text(0, 16),
  services: (raw, path, faults) => (raw === 'all' ? raw : readSomeServices(raw, path, faults)),
});

const readRules = record<Rules>({
  order: or(one(...ORDER_RULES), 'accumulating'),
  priorityWeight: number(1, 20),
  ratioPriority: or(integer(1, 9), 2),
  ratioOrdinary: or(integer(1, 9), 1),
  agedAfterMin: or(integer(5, 480), 60),
  recallIntervalS: integer(0, 600),
  recallsAtMost: integer(0, 20),
  arriveAfterS: nullOr(integer(5, 3600)),
  undoWithinS: integer(0, 120),
  reinstateBehind: integer(0, 100),
});

const readRatingReasons = record<RatingReasons>({
  version: integer(1, 1_000_000),
  items: unique(list(record({ id: readReasonId, zh: text(1, 20), en: text(1, 60) }), 1, 20), 'id'),
});

const readSettings = record<Settings>({
  hall: parsed(parseHallId),
  name: text(1, 24),
  nameEn: text(1, 80),
  mark: text(4, 4),
  hotline: readHotline,
  zone: readZone,
  services: unique(list(readService, 1, 60), 'id', 'prefix'),
  windows: unique(list(readWindow, 1, 99), 'no'),
  notices: list(text(1, 60), 0, 20),
  callText: readCallText,
  recallText: or(nullOr(readCallText), null),
  noShowText: or(nullOr(readNoShowText), null),
  callTextEn: or(readEnglishCall, 'Number {number}, please go to counter {window}.'),
  oneAs: one('一', '幺'),
  voice: or(readVoice, { engine: 'built-in', speed: 160, pack: null, then: [], prompts: true }),
  rules: readRules,
  ratingReasons: readRatingReasons,
});

/** Reads the raw fields, so that a fault elsewhere does not hide this one. */
function noteUnknownServices(raw: unknown, faults: SettingsFault[]): void {
  if (!isRecord(raw) || !Array.isArray(raw['services']) || !Array.isArray(raw['windows'])) return;
  const known = new Set<ServiceId>();
  for (const service of raw['services'] as readonly unknown[]) {
    const id = isRecord(service) ? parseServiceId(service['id']) : undefined;
    if (id !== undefined) known.add(id);
  }
  (raw['windows'] as readonly unknown[]).forEach((window, index) => {
    if (!isRecord(window) || !Array.isArray(window['services'])) return;
    const path = join(join('windows', index), 'services');
    noteUnknown(window['services'], known, path, faults);
  });
}

/** A service that is open and that no window calls would give out numbers whose turn never comes. */
function noteUnserved({ services, windows }: Settings, faults: SettingsFault[]): void {
  services.forEach(({ id, closedBecause }, index) => {
    const served = windows.some((window) => window.services === 'all' || window.services.includes(id));
    if (closedBecause === null && !served) fault(faults, join(join('services', index), 'id'), 'unserved');
  });
}

function noteUnknown(raw: readonly unknown[], known: Set<ServiceId>, path: string, faults: SettingsFault[]): void {
  const seen = new Set<ServiceId>();
  raw.forEach((value, index) => {
    const id = parseServiceId(value);
    if (id === undefined) return;
    if (!known.has(id)) fault(faults, join(path, index), 'unknown-service');
    else if (seen.has(id)) fault(faults, join(path, index), 'duplicate');
    seen.add(id);
  });
}

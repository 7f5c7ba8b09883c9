import fc from 'fast-check';
import { expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { parseSettings } from '../../domain/settings/parse-settings.ts';

type Tree = Record<string, unknown>;

/** The demo hall as JSON with one change. */
function changed(change: (settings: { services: Tree[]; windows: Tree[]; rules: Tree } & Tree) => void): unknown {
  const copy = JSON.parse(JSON.stringify(demoHall())) as { services: Tree[]; windows: Tree[]; rules: Tree } & Tree;
  change(copy);
  return copy;
}

function faults(raw: unknown): readonly string[] {
  const parsed = parseSettings(raw);
  return parsed.ok ? [] : parsed.errors.map(({ path, code }) => `${path} ${code}`);
}

it('takes the demo hall through JSON unchanged', () => {
  const hall = demoHall('Asia/Urumqi');
  expect(parseSettings(JSON.parse(JSON.stringify(hall)))).toEqual({ ok: true, settings: hall });
  expect(hall.services.map(({ prefix }) => prefix).join('')).toBe('ABCDEFGHJK');
  expect(hall.windows.every(({ services }) => services === 'all')).toBe(true);
});

it.each<[string, Parameters<typeof changed>[0], readonly string[]]>([
  ['an unknown field', (s) => (s['colour'] = 'red'), ['colour unknown-field']],
  ['an unknown field deep down', (s) => ((s.services[1] ?? {})['x'] = 1), ['services.1.x unknown-field']],
  ['a missing field', (s) => delete s['hotline'], ['hotline missing']],
  ['prefix I', (s) => ((s.services[0] ?? {})['prefix'] = 'I'), ['services.0.prefix malformed']],
  ['prefix of three letters', (s) => ((s.services[0] ?? {})['prefix'] = 'ABC'), ['services.0.prefix malformed']],
  ['a prefix twice', (s) => ((s.services[3] ?? {})['prefix'] = 'A'), ['services.3.prefix duplicate']],
  ['a window twice', (s) => ((s.windows[2] ?? {})['no'] = 1), ['windows.2.no duplicate']],
  ['window 100', (s) => ((s.windows[0] ?? {})['no'] = 100), ['windows.0.no malformed']],
  ['window "1"', (s) => ((s.windows[0] ?? {})['no'] = '1'), ['windows.0.no malformed']],
  [
    'a service that is not there',
    (s) => ((s.windows[0] ?? {})['services'] = ['general', 'fishing']),
    ['windows.0.services.1 unknown-service'],
  ],
  ['a zone nobody knows', (s) => (s['zone'] = 'Asia/Qingxi'), ['zone unknown-zone']],
  ['an offset for a zone', (s) => (s['zone'] = '+08:00'), ['zone unknown-zone']],
  ['a call without window', (s) => (s['callText'] = '请{number}号'), ['callText placeholder-missing']],
  ['a no-show without its number', (s) => (s['noShowText'] = '过号了'), ['noShowText placeholder-missing']],
  ['a call with a name', (s) => (s['callText'] = '{number}{window}{name}'), ['callText placeholder-unknown']],
  ['an escape for the printer', (s) => (s['name'] = '青溪\u001bp0'), ['name forbidden-sign']],
  ['half a sign', (s) => (s['name'] = '青溪\ud83d'), ['name forbidden-sign']],
  ['a limit of none', (s) => ((s.services[0] ?? {})['waitLimitMin'] = 0), ['services.0.waitLimitMin out-of-range']],
  ['a limit in parts', (s) => ((s.services[0] ?? {})['waitLimitMin'] = 1.5), ['services.0.waitLimitMin malformed']],
  ['not a number', (s) => (s.rules['priorityWeight'] = Number.NaN), ['rules.priorityWeight out-of-range']],
  ['no service', (s) => (s.services = []), ['services too-short']],
  [
    'two faults at once',
    (s) => {
      s['mark'] = '青溪';
      s.rules['undoWithinS'] = '10';
    },
    ['mark too-short', 'rules.undoWithinS wrong-type'],
  ],
])('refuses %s', (_, change, expected) => {
  const raw = changed(change);
  const found = faults(raw).filter((one) => !(one.endsWith('unknown-service') && expected[0] === 'services too-short'));
  expect(found).toEqual(expected);
});

it('answers anything with faults, never with an exception', () => {
  fc.assert(fc.property(fc.anything(), (raw) => !parseSettings(raw).ok));
  const field = fc.constantFrom(...Object.keys(demoHall()));
  fc.assert(
    fc.property(field, fc.jsonValue(), (key, value) => {
      const parsed = parseSettings(changed((settings) => (settings[key] = value)));
      return parsed.ok || parsed.errors.some(({ path }) => path === key || path.startsWith(`${key}.`));
    }),
  );
});

it('an open service that no window serves is a fault: its numbers would never be called', () => {
  const demo = demoHall();
  const [first] = demo.services;
  const windows = demo.windows.map((window) => ({ ...window, services: [first?.id] }));
  const parsed = parseSettings({ ...demo, windows });
  expect(parsed.ok).toBe(false);
  if (parsed.ok) return;
  expect(parsed.errors).toContainEqual({ path: 'services.1.id', code: 'unserved' });
  expect(parsed.errors.some(({ path }) => path.startsWith('services.0.'))).toBe(false);
  const others = demo.services.map((service) => ({ ...service, closedBecause: service === first ? null : '不办理' }));
  expect(parseSettings({ ...demo, windows, services: others }).ok).toBe(true);
});

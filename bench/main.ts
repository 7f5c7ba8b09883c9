import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Bench } from './bench.ts';
import { type Figure, lineOf } from './figures.ts';
import { measureForecast } from './measure-forecast.ts';
import { measureMemory } from './measure-memory.ts';
import { measurePages } from './measure-pages.ts';
import { measurePress } from './measure-press.ts';
import { measureCommit, measureRestart } from './measure-store.ts';
import { measureTickets } from './measure-tickets.ts';
import { measureVoice } from './measure-voice.ts';

/** A process of its own loads its own part only: the hub's memory is the hub's. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  hub: async () => (await import('./hub-part.ts')).hubPart(),
  bare: async () => (await import('./bare-part.ts')).barePart(),
  load: async () => (await import('./load-part.ts')).loadPart(),
  screens: async () => (await import('./screens-part.ts')).screensPart(),
  store: async () => (await import('./store-part.ts')).storePart(),
};

const MEASUREMENTS: Readonly<Record<string, (bench: Bench) => Promise<readonly Figure[]>>> = {
  tickets: measureTickets,
  press: measurePress,
  commit: measureCommit,
  restart: measureRestart,
  memory: measureMemory,
  pages: measurePages,
  voice: measureVoice,
  forecast: measureForecast,
};

const OPTIONS = {
  quick: { type: 'boolean' },
  calls: { type: 'string' },
  without: { type: 'string', multiple: true },
} as const;

async function measure(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const unknown = positionals.filter((name) => MEASUREMENTS[name] === undefined);
  if (unknown.length > 0) {
    console.error(`bench [--quick] [--calls FILE [--without SERVICE …]] [${Object.keys(MEASUREMENTS).join(' | ')}] …`);
    process.exitCode = 2;
    return;
  }
  const { quick = false, calls = null, without = [] } = values;
  const bench = new Bench(fileURLToPath(new URL('..', import.meta.url)), quick, { calls, without });
  const ending = (): void => void bench.end().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, ending);
  try {
    for (const [name, work] of Object.entries(MEASUREMENTS)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      for (const figure of await work(bench)) console.log(lineOf(figure));
      await bench.clear();
    }
  } finally {
    await bench.end();
  }
}

const [role, name = ''] = process.argv.slice(2);
if (role === 'part') await PARTS[name]?.();
else await measure();

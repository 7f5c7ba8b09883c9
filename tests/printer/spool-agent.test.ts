import { afterEach, expect, it } from 'vitest';
import { startSpoolAgent, type SpoolAgent } from '../../ticket-printer/spool-agent.ts';
import { PRINTER_TIMING, type PrinterTiming } from '../../ticket-printer/timing.ts';
import type { PaperJob } from '../../protocol/paper.ts';
import { interpret } from './interpreter.ts';
import { facts } from './support/facts.ts';
import { fastTiming } from './support/fast-timing.ts';
import { type FakeMode, type FakePrinter, startFakePrinter } from './support/fake-printer.ts';
import { type ListSpool, listSpool } from './support/list-spool.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Hall {
  readonly fake: FakePrinter;
  readonly spool: ListSpool;
  readonly agent: SpoolAgent;
}
async function hall(
  mode: FakeMode,
  timing: Partial<PrinterTiming> = {},
  jobs: readonly PaperJob[] = [],
): Promise<Hall> {
  const fake = await startFakePrinter(mode);
  closing.push(() => fake.close());
  const spool = listSpool();
  spool.add(...jobs);
  const agent = startAgent(fake.port, spool, timing);
  return { fake, spool, agent };
}
function startAgent(
  port: number,
  spool: ListSpool,
  timing: Partial<PrinterTiming> = {},
  status: 'ask' | 'off' = 'ask',
): SpoolAgent {
  const agent = startSpoolAgent({
    printer: { kind: 'tcp', host: '127.0.0.1', port, status, width: 80 },
    spool,
    log: () => undefined,
    timing: { ...fastTiming, ...timing },
  });
  closing.push(() => agent.stop());
  return agent;
}
const job = (number: string): PaperJob => ({ job: `qingxi-20261123-${number}/1`, facts: facts({ number }) });
const states = (spool: ListSpool): readonly string[] =>
  spool.settled.map(({ job: id, result }) => `${id.slice(-6, -2)} ${result.state}`);
/** Numbers that came out, in order, as people read them. */
const numbers = (fake: FakePrinter): readonly string[] =>
  fake.tickets.flatMap((bytes) =>
    interpret(bytes, 80).seen.flatMap((item) => (item.kind === 'text' && item.bold ? [item.text] : [])),
  );

it('jobs come out in order, each once, one after the other', async () => {
  const { fake, spool } = await hall({ is: 'ok' });
  spool.add(job('A001'), job('A002'), job('A003'));
  await spool.when(() => spool.settled.length === 3);
  expect(numbers(fake)).toEqual(['A001', 'A002', 'A003']);
  expect(states(spool)).toEqual(['A001 printed', 'A002 printed', 'A003 printed']);
  spool.add(job('A004'));
  await spool.when(() => spool.settled.length === 4);
  expect(numbers(fake)).toEqual(['A001', 'A002', 'A003', 'A004']);
});

it('the condition is reported at the start and on each change only', async () => {
  const { fake, spool } = await hall({ is: 'ok' });
  for (const is of ['paper-near-end', 'paper-out', 'cover-open', 'offline', 'ok'] as const) {
    await spool.when(() => spool.reports.length > 0);
    const before = spool.reports.length;
    const looked = fake.connections();
    while (fake.connections() < looked + 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(spool.reports).toHaveLength(before);
    fake.set({ is });
    await spool.when(() => spool.reports.length === before + 1);
  }
  expect(spool.reports.map(({ condition }) => condition)).toEqual([
    'ready',
    'paper-near-end',
    'paper-out',
    'cover-open',
    'offline',
    'ready',
  ]);
});

it('nothing is claimed while the printer cannot print, and all is when it can again', async () => {
  const { fake, spool } = await hall({ is: 'paper-out' }, {}, [job('A001')]);
  await spool.when(() => spool.reports.length === 1);
  spool.add(job('A002'));
  const looked = fake.connections();
  while (fake.connections() < looked + 3) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(spool.queued()).toBe(2);
  expect(spool.settled).toEqual([]);
  fake.set({ is: 'ok' });
  await spool.when(() => spool.settled.length === 2);
  expect(numbers(fake)).toEqual(['A001', 'A002']);
});

it('a printer that was switched off and comes back is found again', async () => {
  const first = await startFakePrinter();
  const spool = listSpool();
  await first.close();
  startAgent(first.port, spool);
  spool.add(job('A001'));
  await spool.when(() => spool.reports.at(-1)?.condition === 'unreachable');
  expect(spool.queued()).toBe(1);
  const back = await startFakePrinter({ is: 'ok' }, first.port);
  closing.push(() => back.close());
  await spool.when(() => spool.settled.length === 1);
  expect(numbers(back)).toEqual(['A001']);
  expect(spool.reports.map(({ condition }) => condition)).toEqual(['unreachable', 'ready']);
});

it('a ticket torn by a reset is unknown and never sent again; the next goes on', async () => {
  const { fake, spool } = await hall({ is: 'reset', after: 3_000 }, {}, [job('A001'), job('A002')]);
  await spool.when(() => spool.settled.length === 1);
  fake.set({ is: 'ok' });
  await spool.when(() => spool.settled.length >= 2);
  expect(states(spool)).toEqual(['A001 unknown', 'A002 printed']);
  expect(numbers(fake)).toEqual(['A002']);
  expect(spool.reports.map(({ condition }) => condition)).toEqual(['ready', 'unreachable', 'ready']);
});

it('a result whose answer is lost is told again, and the ticket is not printed again', async () => {
  const { fake, spool } = await hall({ is: 'ok' });
  spool.lose('settle', 3);
  spool.add(job('A001'), job('A002'));
  await spool.when(() => spool.settled.length === 5);
  expect(states(spool)).toEqual(['A001 printed', 'A001 printed', 'A001 printed', 'A001 printed', 'A002 printed']);
  expect(numbers(fake)).toEqual(['A001', 'A002']);
});

it('a claim or a report that fails is tried again', async () => {
  const fake = await startFakePrinter();
  closing.push(() => fake.close());
  const spool = listSpool();
  spool.lose('claim', 2);
  spool.lose('report', 2);
  spool.add(job('A001'));
  startAgent(fake.port, spool);
  await spool.when(() => spool.settled.length === 1 && spool.reports.length === 1);
  expect(numbers(fake)).toEqual(['A001']);
});

it('a printer that answers nothing by setting prints and is called unasked', async () => {
  const fake = await startFakePrinter({ is: 'silent' });
  closing.push(() => fake.close());
  const spool = listSpool();
  startAgent(fake.port, spool, {}, 'off');
  spool.add(job('A001'));
  await spool.when(() => spool.settled.length === 1);
  await fake.printed(1);
  expect(states(spool)).toEqual(['A001 printed']);
  expect(spool.reports.map(({ condition }) => condition)).toEqual(['unasked']);
  await fake.close();
  await spool.when(() => spool.reports.length === 2);
  expect(spool.reports[1]?.condition).toBe('unreachable');
});

it('stopping lets the ticket under way come out and be settled', async () => {
  const { fake, spool, agent } = await hall({ is: 'slow', ms: 3 }, { confirmMs: 3_000 }, [job('A001'), job('A002')]);
  await spool.when(() => spool.queued() === 1);
  await agent.stop();
  expect(states(spool)).toEqual(['A001 printed']);
  expect(numbers(fake)).toEqual(['A001']);
  expect(spool.queued()).toBe(1);
});

it('the waits of the hall let any trouble of an idle printer be known within 5 s', () => {
  const { idleMs, probeMs, answerMs } = PRINTER_TIMING;
  expect(idleMs + probeMs + 3 * answerMs).toBeLessThan(5_000);
});

it('a hub that comes in touch anew is told the condition again', async () => {
  const { spool } = await hall({ is: 'paper-out' });
  await spool.when(() => spool.reports.length === 1);
  spool.contact();
  await spool.when(() => spool.reports.length === 2);
  expect(spool.reports.map(({ condition }) => condition)).toEqual(['paper-out', 'paper-out']);
});

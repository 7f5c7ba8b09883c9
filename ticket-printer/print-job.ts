import { setTimeout as sleep } from 'node:timers/promises';
import type { PaperFailure, PrinterCondition } from '../domain/paper/job.ts';
import { askStatus, awaitPaperSensor, conditionOf, conditionOfSensor, obstacle } from './status.ts';
import type { PrinterTiming } from './timing.ts';
import { type Link, LinkBroken, type Transport } from './transports/link.ts';

/**
 * `failed`: surely nothing was printed. `printed`: the printer said so, or, unasked, took every byte.
 * `unknown`: the ticket's first byte had gone out, and only a person can tell.
 */
export type PrintResult =
  | { readonly state: 'printed'; readonly failure: null }
  | { readonly state: 'failed' | 'unknown'; readonly failure: PaperFailure };

export interface PrintOutcome {
  readonly result: PrintResult;
  /** What the printer was found to be, at last. */
  readonly condition: PrinterCondition;
}

export interface Printer {
  readonly transport: Transport;
  /** False by setting (`status=off`): it is never asked. */
  readonly ask: boolean;
  readonly timing: PrinterTiming;
}

const RECONNECT_MS = 200;
/** GS r 1: answered when all before it has been printed. */
const PAPER_SENSOR = Uint8Array.of(0x1d, 0x72, 0x01);

/** Looks at an idle printer without printing. */
export async function probe({ transport, ask, timing }: Printer): Promise<PrinterCondition> {
  let link: Link;
  try {
    link = await transport.open(timing.probeMs);
  } catch (error) {
    return brokenAs(error);
  }
  try {
    return ask && link.answers ? await askCondition(link, timing) : 'unasked';
  } catch (error) {
    return brokenAs(error);
  } finally {
    await hangUp(link, timing);
  }
}

/** One ticket over one line: look, send, and wait for the word that it is on paper. */
export async function printTicket(printer: Printer, bytes: Uint8Array): Promise<PrintOutcome> {
  const { timing } = printer;
  let link: Link;
  try {
    link = await openPatiently(printer.transport, timing.connectMs);
  } catch (error) {
    return { result: { state: 'failed', failure: 'unreachable' }, condition: brokenAs(error) };
  }
  if (!printer.ask || !link.answers) return sendUnasked(link, bytes, timing);
  try {
    return await sendAsked(link, bytes, timing);
  } finally {
    await hangUp(link, timing);
  }
}

async function sendAsked(link: Link, bytes: Uint8Array, timing: PrinterTiming): Promise<PrintOutcome> {
  let before: PrinterCondition;
  try {
    before = await askCondition(link, timing);
  } catch (error) {
    return { result: { state: 'failed', failure: 'unreachable' }, condition: brokenAs(error) };
  }
  const failure = obstacle(before);
  if (failure !== null) return { result: { state: 'failed', failure }, condition: before };
  try {
    await link.write(bytes, timing.writeIdleMs);
    await link.write(PAPER_SENSOR, timing.writeIdleMs);
    return await confirm(link, timing);
  } catch (error) {
    return { result: { state: 'unknown', failure: 'unreachable' }, condition: brokenAs(error) };
  }
}

/** Waits for the answer behind the ticket, asking now and then whether the paper ended under it. */
async function confirm(link: Link, timing: PrinterTiming): Promise<PrintOutcome> {
  const deadline = performance.now() + timing.confirmMs;
  while (performance.now() < deadline) {
    let sensor = await awaitPaperSensor(link, Math.min(timing.watchMs, deadline - performance.now()));
    const status =
      sensor === undefined
        ? await askStatus(link, timing.answerMs, (byte) => {
            if ((byte & 0x90) === 0) sensor = byte;
          })
        : undefined;
    if (sensor !== undefined) return confirmed(conditionOfSensor(sensor));
    if (status === undefined) continue;
    const condition = conditionOf(status);
    // Offline alone may be a busy printer; paper and cover are for a person to mend, and the wait is over.
    if (condition === 'paper-out' || condition === 'cover-open') return unconfirmed(condition);
  }
  const last = await askCondition(link, timing);
  return unconfirmed(last);
}

function confirmed(condition: PrinterCondition): PrintOutcome {
  const failure = obstacle(condition);
  if (failure !== null) return unconfirmed(condition);
  return { result: { state: 'printed', failure: null }, condition };
}

function unconfirmed(condition: PrinterCondition): PrintOutcome {
  return { result: { state: 'unknown', failure: obstacle(condition) ?? 'error' }, condition };
}

/** The bytes were taken: all that can be said of a printer that answers nothing. */
async function sendUnasked(link: Link, bytes: Uint8Array, timing: PrinterTiming): Promise<PrintOutcome> {
  try {
    await link.write(bytes, timing.writeIdleMs);
    await link.close(timing.closeMs);
    return { result: { state: 'printed', failure: null }, condition: 'unasked' };
  } catch (error) {
    await hangUp(link, timing);
    return { result: { state: 'unknown', failure: 'unreachable' }, condition: brokenAs(error) };
  }
}

/** A printer that says nothing at all is offline: it was reached, and cannot be relied on. */
async function askCondition(link: Link, timing: PrinterTiming): Promise<PrinterCondition> {
  const status = await askStatus(link, timing.answerMs);
  return status === undefined ? 'offline' : conditionOf(status);
}

async function openPatiently(transport: Transport, withinMs: number): Promise<Link> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await transport.open(Math.max(1, deadline - performance.now()));
    } catch (error) {
      if (performance.now() + RECONNECT_MS >= deadline) throw error;
      await sleep(RECONNECT_MS);
    }
  }
}

async function hangUp(link: Link, timing: PrinterTiming): Promise<void> {
  try {
    await link.close(timing.closeMs);
  } catch (error) {
    brokenAs(error); // what was to be known of the ticket is known
  }
}

/** Only a broken line is an answer; a fault of the program goes on up. */
function brokenAs(error: unknown): PrinterCondition {
  if (error instanceof LinkBroken) return 'unreachable';
  throw error;
}

import type { PaperFailure, PrinterCondition } from '../domain/paper/job.ts';
import { unreachable } from '../domain/values.ts';
import type { Link } from './transports/link.ts';

/** Answers to DLE EOT 1, 2 and 4, one byte each. */
export interface StatusBytes {
  readonly printer: number;
  readonly offlineCause: number;
  readonly paper: number;
}

/** Every answer to DLE EOT is 0xx1xx10, every answer to GS r has bits 4 and 7 clear: so the two are told apart. */
const isRealTime = (byte: number): boolean => (byte & 0x93) === 0x12;
const isPaperSensor = (byte: number): boolean => (byte & 0x90) === 0;

/**
 * Asks DLE EOT 1, 2 and 4 on an open line; undefined when the printer does not answer each within `withinMs`.
 * Other bytes that come between are passed to `other`.
 */
export async function askStatus(
  link: Link,
  withinMs: number,
  other: (byte: number) => void = () => undefined,
): Promise<StatusBytes | undefined> {
  const answers: number[] = [];
  for (const question of [1, 2, 4]) {
    await link.write(Uint8Array.of(0x10, 0x04, question), withinMs);
    const answer = await readUntil(link, withinMs, isRealTime, other);
    if (answer === undefined) return undefined;
    answers.push(answer);
  }
  const [printer = 0, offlineCause = 0, paper = 0] = answers;
  return { printer, offlineCause, paper };
}

/** Waits for the answer to a GS r 1 sent before: it comes when everything before it is on paper. */
export function awaitPaperSensor(link: Link, withinMs: number): Promise<number | undefined> {
  return readUntil(link, withinMs, isPaperSensor, () => undefined);
}

/** The worst thing comes first: what a person must do something about. */
export function conditionOf(status: StatusBytes): PrinterCondition {
  if ((status.offlineCause & 0x04) !== 0) return 'cover-open';
  if ((status.paper & 0x60) !== 0 || (status.offlineCause & 0x20) !== 0) return 'paper-out';
  if ((status.printer & 0x08) !== 0 || (status.offlineCause & 0x40) !== 0) return 'offline';
  return (status.paper & 0x0c) === 0 ? 'ready' : 'paper-near-end';
}

/** The condition as the answer to GS r 1 tells it. */
export function conditionOfSensor(byte: number): PrinterCondition {
  if ((byte & 0x0c) !== 0) return 'paper-out';
  return (byte & 0x03) === 0 ? 'ready' : 'paper-near-end';
}

/** Why nothing can be printed in this condition; null: it can. */
export function obstacle(condition: PrinterCondition): PaperFailure | null {
  switch (condition) {
    case 'ready':
    case 'paper-near-end':
    case 'unasked':
      return null;
    case 'paper-out':
    case 'cover-open':
    case 'offline':
    case 'unreachable':
      return condition;
    default:
      return unreachable(condition);
  }
}

async function readUntil(
  link: Link,
  withinMs: number,
  wanted: (byte: number) => boolean,
  other: (byte: number) => void,
): Promise<number | undefined> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const left = deadline - performance.now();
    const byte = left > 0 ? await link.read(left) : undefined;
    if (byte === undefined || wanted(byte)) return byte;
    other(byte);
  }
}

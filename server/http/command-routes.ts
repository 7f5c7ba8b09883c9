import { createHash, hash, randomBytes } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { PrivateText } from '../../db/store.ts';
import type { HallCommand } from '../../domain/commands.ts';
import type { TextHash } from '../../domain/events.ts';
import { expectationOf } from '../../domain/forecast/waits.ts';
import {
  type HallId,
  type Instant,
  later,
  parseTicketNumber,
  parseWindowNo,
  type TicketId,
} from '../../domain/values.ts';
import { COMMANDS } from '../../protocol/commands.ts';
import type { CommandRow } from '../../protocol/commands/row.ts';
import { time } from '../../protocol/views/parts.ts';
import { mayIssue } from '../../protocol/rights.ts';
import { whoIs } from '../auth/principal.ts';
import { printerFor } from '../core.ts';
import type { Outcome } from '../hub/batch.ts';
import { readTicketId } from '../tokens.ts';
import { addressOf, allowed, type Context, ENDED, hallOf, idempotencyKey, isPerson, principalOf } from './context.ts';
import { parseBody } from './parse-body.ts';
import { present } from './present.ts';
import { refusalStatus, sendProblem } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { Sender } from './sender.ts';

/** Notes, reasons and words of ratings are kept as long as the rules of the hall's keeping times say. */
const WORDS_KEPT_MS = 365 * 24 * 3_600_000;

/** Every row of the table becomes a POST. */
export function commandRoutes(router: Router, context: Context): void {
  for (const row of COMMANDS) {
    router.post(row.path, async (request, response) => {
      const sender = row.path.startsWith('/tickets/')
        ? await citizen(context, row, request, response)
        : await member(context, row, request, response);
      if (sender !== undefined) await take(context, row, sender, request, response);
    });
  }
}

/** A person or a device, in their hall. */
async function member(
  context: Context,
  row: CommandRow,
  request: Request,
  response: Response,
): Promise<Sender | undefined> {
  const principal = await principalOf(context, request, response);
  if (principal === ENDED) return undefined;
  const hall = hallOf(context, request, response);
  if (hall === undefined) return undefined;
  const window = parseWindowNo(request.params['no']);
  if (!allowed(request, response, principal, row.action, { hall, ...(window === undefined ? {} : { window }) }))
    return undefined;
  return principal.kind === 'nobody' ? undefined : { hall, by: principal.actor, ticket: null, principal };
}

/** Whoever holds the ticket's token; but nobody with a staff session rates. */
async function citizen(
  context: Context,
  row: CommandRow,
  request: Request,
  response: Response,
): Promise<Sender | undefined> {
  const token = request.params['token'];
  const ticket = typeof token === 'string' ? context.core().tokens.readTicketToken(token) : undefined;
  const parts = ticket === undefined ? undefined : readTicketId(ticket);
  if (ticket === undefined || parts === undefined || context.core().hub.hall(parts.hall) === undefined) {
    const tooOften = context.countStranger(addressOf(request));
    sendProblem(request, response, tooOften ? 429 : 404, tooOften ? 'too-many' : 'unknown-ticket');
    return undefined;
  }
  const principal = await principalOf(context, request, response);
  if (principal === ENDED) return undefined;
  if (row.action === 'rate-own-ticket' && (await isPerson(context, request))) {
    sendProblem(request, response, 403, 'forbidden');
    return undefined;
  }
  return { hall: parts.hall, by: { kind: 'citizen', ticket }, ticket, principal };
}

async function take(
  context: Context,
  row: CommandRow,
  sender: Sender,
  request: Request,
  response: Response,
): Promise<void> {
  const body = await parseBody(row.body, request, response, {
    size: row.action === 'configure' ? 'settings' : 'small',
  });
  const key = idempotencyKey(request);
  if (body === undefined || key === undefined) return;
  const answered = await execute(context, row, sender, body, key, request.params);
  if (answered.ok) sendJson(response, row.status, answered.body);
  else sendProblem(request, response, answered.status, answered.code, answered.facts);
}

/** As `response.json`, without what it looks up each time: nothing else is answered as often. */
function sendJson(response: Response, status: number, body: unknown): void {
  const json = JSON.stringify(body);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(json) };
  response.writeHead(status, headers).end(json);
}

export type Executed =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: ProblemCode;
      readonly facts: Readonly<Record<string, unknown>>;
    };

const refused = (status: number, code: ProblemCode, facts = {}): Executed => ({ ok: false, status, code, facts });

/** A parsed command on its way through the hall's loop and back. */
export async function execute(
  context: Context,
  row: CommandRow,
  sender: Sender,
  body: unknown,
  key: string,
  params: Request['params'],
): Promise<Executed> {
  const core = context.core();
  const loop = core.hub.hall(sender.hall);
  const window = params['no'] === undefined ? undefined : parseWindowNo(params['no']);
  const number = params['number'] === undefined ? undefined : parseTicketNumber(params['number']);
  if (params['no'] !== undefined && window === undefined) return refused(404, 'unknown-window');
  if (params['number'] !== undefined && number === undefined) return refused(404, 'unknown-ticket');
  if (loop === undefined || !context.accepting()) return refused(503, 'not-stored');
  if (sender.ticket !== null && context.refusedCitizens.lockedUntil(sender.ticket, loop.now()) !== undefined)
    return refused(429, 'too-many');

  const texts: PrivateText[] = [];
  const keep = (text: string): TextHash => put(texts, sender.hall, text, loop.now());
  const device = sender.principal.kind === 'device' ? sender.principal.device : null;
  const printer = row.action === 'issue-ticket' || row.action === 'reprint';
  const command = row.command(body, {
    hall: sender.hall,
    by: sender.by,
    // a row uses what its own path holds, and only that
    window: window as NonNullable<typeof window>,
    number: number as NonNullable<typeof number>,
    ticket: sender.ticket as TicketId,
    printer: printer ? await printerFor(core, context.config, sender.hall, device?.printer ?? null) : null,
    keep,
  });
  if (command.type === 'issue-ticket' && !mayIssue(command.channel, whoIs(sender.principal)))
    return refused(403, 'forbidden');
  const request = hash('sha256', `${row.name} ${JSON.stringify(params)} ${JSON.stringify(body)}`, 'base64');
  const outcome = await loop.submit({
    command: foretelling(context, sender.hall, command),
    by: sender.by,
    key,
    request,
    texts,
  });
  if (sender.ticket !== null && outcome.kind === 'refused') context.refusedCitizens.fail(sender.ticket, loop.now());
  return answerOf(context, row, sender, outcome);
}

/** Who takes a number is told what the hub foretells at this moment, never what the request says. */
function foretelling(context: Context, hall: HallId, command: HallCommand): HallCommand {
  if (command.type !== 'issue-ticket') return command;
  const waits = context.forecasts().waits(hall);
  return { ...command, expectation: expectationOf(waits, command.service, command.category) };
}

async function answerOf(context: Context, row: CommandRow, sender: Sender, outcome: Outcome): Promise<Executed> {
  switch (outcome.kind) {
    case 'accepted':
      return { ok: true, body: await present(context, row, sender, outcome.answer) };
    case 'refused':
      return refused(refusalStatus(outcome.code), outcome.code, factsOf(outcome));
    case 'key-reused':
      return refused(409, 'key-reused');
    case 'not-stored':
      return refused(503, 'not-stored');
  }
}

/** Who pressed too late by the hub's clock learns what it showed, so that the next press is in time. */
function factsOf({ code, facts }: Extract<Outcome, { kind: 'refused' }>): Readonly<Record<string, unknown>> {
  return code === 'too-late' ? { now: time(facts['at'] as Instant) } : facts;
}

/** The words go to the private table, and to the log only their salted hash. */
function put(texts: PrivateText[], hall: HallId, text: string, at: Instant): TextHash {
  const id = randomBytes(12).toString('base64url');
  const salt = randomBytes(16).toString('base64url');
  texts.push({ hall, id, salt, text, purgeAt: later(at, WORDS_KEPT_MS) });
  return { id, hash: createHash('sha256').update(salt).update(text).digest('hex') };
}

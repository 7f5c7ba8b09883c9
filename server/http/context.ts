import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { type HallId, parseHallId } from '../../domain/values.ts';
import type { Action } from '../../protocol/rights.ts';
import { denial, type Denial, type Place } from '../auth/permission.ts';
import type { FailureCounter } from '../auth/failure-counter.ts';
import { identify, type Principal } from '../auth/principal.ts';
import { csrfMatches } from '../auth/sessions.ts';
import type { Config } from '../config.ts';
import type { Core } from '../core.ts';
import type { HallForecasts } from '../forecast/hall-forecasts.ts';
import type { Presence } from '../publish/presence.ts';
import type { Publisher } from '../publish/publisher.ts';
import type { SourceParts } from '../publish/view-source.ts';
import type { ClipVoice } from '../voice/clips/clip-voice.ts';
import type { HallVoice } from '../voice/hall-voice.ts';
import { type Fault, sendProblem } from './problem.ts';

/** What every route works with. `core` is asked for each time: a restore puts another in its place. */
export interface Context {
  readonly config: Config;
  readonly log: Logger;
  readonly core: () => Core;
  /** What is foretold in that core. */
  readonly forecasts: () => HallForecasts;
  /** False while a restore is under way. */
  readonly accepting: () => boolean;
  readonly publicUrl: () => string;
  readonly presence: Presence;
  readonly publisher: Publisher;
  readonly source: () => SourceParts;
  readonly clips: ClipVoice;
  readonly voice: HallVoice;
  /** Drops the lines of a revoked device, an ended session or a disabled person. */
  readonly drop: (whose: { readonly device?: string; readonly session?: string; readonly staffNo?: string }) => void;
  /** Counts an unknown token against its address; true when that was too often. */
  readonly countStranger: (address: string) => boolean;
  /** Refusals of one ticket's own citizen, each of which is stored: so many and no more. */
  readonly refusedCitizens: FailureCounter;
}

/** Ended: the problem is on its way to the caller. */
export const ENDED = Symbol('ended');

/** Proves who asks; counts unknown tokens against the address. */
export async function principalOf(
  context: Context,
  request: Request,
  response: Response,
): Promise<Principal | typeof ENDED> {
  const { devices, sessions, accounts, hub } = context.core();
  const { authorization, cookie } = request.headers;
  const principal = await identify({ devices, sessions, accounts }, { authorization, cookie }, hub.now());
  if (
    principal.kind === 'nobody' &&
    principal.reason === 'unknown-token' &&
    context.countStranger(addressOf(request))
  ) {
    sendProblem(request, response, 429, 'too-many');
    return ENDED;
  }
  return principal;
}

/** Whether somebody signed in sends it: a token it brings beside the cookie must not hide them. */
export async function isPerson(context: Context, request: Request): Promise<boolean> {
  const { devices, sessions, accounts, hub } = context.core();
  const { cookie } = request.headers;
  return (await identify({ devices, sessions, accounts }, { cookie }, hub.now())).kind === 'person';
}

const DENIAL_STATUS: Readonly<Record<Denial, number>> = {
  'not-known': 401,
  'must-change-password': 403,
  forbidden: 403,
  'other-hall': 403,
  'other-window': 403,
};

/** Rights first: true when they may, else the problem is sent. A person's POST must carry their session's token. */
export function allowed(
  request: Request,
  response: Response,
  principal: Principal,
  action: Action,
  place: Place,
): boolean {
  const denied = denial(action, principal, place);
  if (denied !== undefined) {
    sendProblem(request, response, DENIAL_STATUS[denied], denied === 'not-known' ? 'unauthenticated' : denied);
    return false;
  }
  if (request.method === 'GET' || principal.kind !== 'person') return true;
  if (csrfMatches(principal.session, request.get('x-csrf-token'))) return true;
  sendProblem(request, response, 403, 'csrf');
  return false;
}

/** The hall of the path when there is one, else the problem is sent. */
export function hallOf(context: Context, request: Request, response: Response): HallId | undefined {
  const hall = parseHallId(request.params['hall']);
  if (hall !== undefined && context.core().hub.hall(hall) !== undefined) return hall;
  sendProblem(request, response, 404, 'unknown-hall');
  return undefined;
}

/** 1–128 visible ASCII signs. */
export function idempotencyKey(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  return key !== undefined && /^[\x21-\x7e]{1,128}$/.test(key) ? key : undefined;
}

export const KEY_FAULT: Fault = { path: 'Idempotency-Key', message: '1–128 visible ASCII signs are needed' };

export function addressOf(request: Request): string {
  return request.socket.remoteAddress ?? '';
}

import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { SessionView } from '../../protocol/views.ts';
import { time } from '../../protocol/views/parts.ts';
import { noSessionCookie, type Principal, sessionCookie } from '../auth/principal.ts';
import type { AccountResult } from '../auth/accounts.ts';
import type { Core } from '../core.ts';
import { addressOf, allowed, type Context, ENDED, principalOf } from './context.ts';
import { parseBody } from './parse-body.ts';
import { sendProblem } from './problem.ts';
import { fieldFault, type Repeats, type Reply } from './repeats.ts';

export const SignInBody = z.strictObject({ staffNo: z.string().min(1).max(64), password: z.string().min(1).max(1000) });
export const PasswordBody = z.strictObject({ old: z.string().min(1).max(1000), new: z.string().min(1).max(1000) });

type Person = Extract<Principal, { kind: 'person' }>;

export function sessionRoutes(router: Router, context: Context, repeats: Repeats): void {
  const secure = context.config.tls !== null;

  router.post('/session', async (request, response) => {
    const body = await parseBody(SignInBody, request, response, { keyed: false });
    if (body === undefined) return;
    const core = context.core();
    const result = await core.signIn.signIn({ ...body, address: addressOf(request) }, core.hub.now());
    if (result.ok) {
      response.setHeader('set-cookie', sessionCookie(result.cookie, secure));
      response.json(await sessionView(core, { account: result.account, session: result.session }));
      return;
    }
    if (result.code === 'wrong') {
      sendProblem(request, response, 401, 'wrong');
      return;
    }
    const retryAfterS = Math.max(1, Math.ceil((result.until - core.hub.now()) / 1000));
    response.setHeader('retry-after', String(retryAfterS));
    const facts = { until: time(result.until) };
    sendProblem(request, response, result.code === 'locked' ? 423 : 429, result.code, facts);
  });

  router.get('/session', async (request, response) => {
    const person = await signedIn(context, request, response);
    if (person !== undefined) response.json(await sessionView(context.core(), person));
  });

  // needs no CSRF token: a browser asks before it lets another site send a DELETE, and is never told yes
  router.delete('/session', async (request, response) => {
    const person = await signedIn(context, request, response);
    if (person === undefined) return;
    await context.core().sessions.end(person.session);
    context.drop({ session: person.session.idHash });
    response.setHeader('set-cookie', noSessionCookie(secure));
    response.status(204).end();
  });

  router.post('/session/password', async (request, response) => {
    const person = await signedIn(context, request, response);
    if (person === undefined) return;
    if (!allowed(request, response, person, 'change-own-password', { hall: person.account.hall })) return;
    const body = await parseBody(PasswordBody, request, response);
    if (body === undefined) return;
    const { old, new: fresh } = body;
    await repeats.reply(request, response, person.actor.staffNo, () => change(context, person, old, fresh));
  });
}

/** The other sessions end, and every line of the person's with them: the page that stays signed in comes back by itself. */
async function change(context: Context, person: Person, old: string, fresh: string): Promise<Reply> {
  const core = context.core();
  const result = await core.accounts.changePassword(person.session, old, fresh, core.hub.now());
  if (!result.ok) return accountFault(result);
  context.drop({ staffNo: result.account.staffNo });
  return { status: 200, body: await sessionView(core, { account: result.account, session: person.session }) };
}

/** How a refused change of an account goes out: what was typed is a 400, a lock a 423, the rest a 409. */
export function accountFault(result: Extract<AccountResult, { ok: false }>): Reply {
  switch (result.code) {
    case 'locked':
      return { status: 423, code: 'locked', facts: { until: time(result.until) } };
    case 'unknown-account':
      return { status: 404, code: result.code };
    case 'account-exists':
    case 'last-administrator':
    case 'wrong-password':
    case 'same-password':
      return { status: 409, code: result.code };
    default:
      return fieldFault(result.code === 'bad-name' ? 'name' : 'password', result.code);
  }
}

async function signedIn(context: Context, request: Request, response: Response): Promise<Person | undefined> {
  const principal = await principalOf(context, request, response);
  if (principal === ENDED) return undefined;
  if (principal.kind === 'person') return principal;
  sendProblem(request, response, 401, 'unauthenticated');
  return undefined;
}

async function sessionView(
  core: Core,
  { account, session }: Pick<Person, 'account' | 'session'>,
): Promise<SessionView> {
  const { staffNo, name, role, hall, mustChange } = account;
  const window = await core.hub
    .hall(hall)
    ?.read((state) => [...state.desks.values()].find((desk) => desk.staff === staffNo)?.window ?? null);
  return { staffNo, name, role, hall, csrfToken: session.csrfToken, mustChange, window: window ?? null };
}

import type { Router } from 'express';
import { z } from 'zod';
import { DEVICE_KINDS } from '../../domain/actor.ts';
import type { Device } from '../../db/store.ts';
import { parseWindowNo, type WindowNo } from '../../domain/values.ts';
import { nothing } from '../../protocol/commands/row.ts';
import { time, timeOrNull } from '../../protocol/views/parts.ts';
import type { PairFault } from '../auth/devices.ts';
import { addressOf, allowed, type Context, ENDED, hallOf, principalOf } from './context.ts';
import { administrator } from './administrator.ts';
import { sendProblem } from './problem.ts';
import { fieldFault, Repeats, type Reply } from './repeats.ts';
import { parseBody } from './parse-body.ts';

const window = z
  .int()
  .nullable()
  .default(null)
  .transform((no, context): WindowNo | null => {
    const parsed = no === null ? null : parseWindowNo(no);
    if (parsed !== undefined) return parsed;
    context.addIssue('not a window number');
    return z.NEVER;
  });
const name = z.string().max(40).default('');
/** Answers to whoever is not known yet: they must not crowd out those to an administrator. */
const STRANGERS_KEPT = 1_000;
export const PairBody = z.strictObject({ key: z.string().min(1).max(100) });
export const CodeBody = z.strictObject({ kind: z.enum(DEVICE_KINDS) });
export const PollBody = z.strictObject({ secret: z.string().min(1).max(100) });
export const ApproveBody = z.strictObject({ code: z.string().regex(/^\d{6}$/), window, name });
/** Null: the hall's first. */
export const PrinterBody = z.strictObject({ printer: z.string().min(1).max(40).nullable() });
export const KeyBody = z.strictObject({ kind: z.enum(DEVICE_KINDS), window, name });

/** Pairing and the list of devices. */
export function deviceRoutes(router: Router, context: Context, repeats: Repeats): void {
  const strangers = new Repeats(STRANGERS_KEPT);

  router.get('/device', async (request, response) => {
    const principal = await principalOf(context, request, response);
    if (principal === ENDED) return;
    if (principal.kind === 'device') response.json(ownFacts(principal.device));
    else sendProblem(request, response, 401, 'unauthenticated');
  });

  router.post('/pairing', async (request, response) => {
    const body = await parseBody(PairBody, request, response);
    if (body === undefined) return;
    await strangers.reply(request, response, `address:${addressOf(request)}`, async (key): Promise<Reply> => {
      const core = context.core();
      const paired = await core.devices.takeKey(body.key, key, core.hub.now());
      if (paired.ok) return { status: 201, body: { token: paired.token, ...ownFacts(paired.device) } };
      const tooOften = paired.code === 'unknown-key' && context.countStranger(addressOf(request));
      return tooOften ? { status: 429, code: 'too-many' } : pairFault(paired.code);
    });
  });

  router.post('/pairing/codes', async (request, response) => {
    const body = await parseBody(CodeBody, request, response);
    if (body === undefined) return;
    await strangers.reply(request, response, `address:${addressOf(request)}`, (idempotencyKey): Promise<Reply> => {
      const core = context.core();
      const asked = core.codes.request({ ...body, address: addressOf(request), idempotencyKey }, core.hub.now());
      if (!asked.ok) return Promise.resolve({ status: 429, code: asked.code });
      const { code, secret, expiresAt } = asked;
      return Promise.resolve({ status: 201, body: { code, secret, expiresAt: time(expiresAt) } });
    });
  });

  // asked again and again, each time under a new key, until the code is approved
  router.post('/pairing/codes/poll', async (request, response) => {
    const body = await parseBody(PollBody, request, response);
    if (body === undefined) return;
    await strangers.reply(request, response, `address:${addressOf(request)}`, (): Promise<Reply> => {
      const core = context.core();
      const found = core.codes.poll(body.secret, core.hub.now());
      if (found.state === 'unknown') return Promise.resolve({ status: 404, code: 'unknown-code' });
      const told = found.state === 'waiting' ? { token: null } : { token: found.token, ...ownFacts(found.device) };
      return Promise.resolve({ status: 200, body: told });
    });
  });

  router.get('/halls/:hall/devices', async (request, response) => {
    const admin = await administrator(context, 'manage-devices', request, response);
    if (admin === undefined) return;
    const devices = await context.core().devices.list(admin.hall);
    response.json({
      devices: devices.map((device) => ({ ...facts(device), connected: context.presence.isConnected(device.id) })),
    });
  });

  router.post('/halls/:hall/devices', async (request, response) => {
    const admin = await administrator(context, 'manage-devices', request, response);
    const body = admin === undefined ? undefined : await parseBody(ApproveBody, request, response);
    if (admin === undefined || body === undefined) return;
    await repeats.reply(request, response, admin.by, async (): Promise<Reply> => {
      const core = context.core();
      const { code, ...place } = body;
      const approved = await core.codes.approve(code, { ...place, hall: admin.hall }, admin.by, core.hub.now());
      return approved.ok ? { status: 201, body: facts(approved.device) } : pairFault(approved.code);
    });
  });

  router.post('/halls/:hall/pairing-keys', async (request, response) => {
    const admin = await administrator(context, 'manage-devices', request, response);
    const body = admin === undefined ? undefined : await parseBody(KeyBody, request, response);
    if (admin === undefined || body === undefined) return;
    await repeats.reply(request, response, admin.by, async (): Promise<Reply> => {
      const core = context.core();
      const { kind, ...place } = body;
      const made = await core.devices.makeKey(kind, { ...place, hall: admin.hall }, admin.by, core.hub.now());
      if (!made.ok) return pairFault(made.code);
      const url = pairingUrl(context.publicUrl(), kind, place.window, made.key);
      return { status: 201, body: { key: made.key, url, expiresAt: time(made.expiresAt) } };
    });
  });

  router.post('/halls/:hall/devices/:device/revoke', async (request, response) => {
    const admin = await administrator(context, 'manage-devices', request, response);
    const body = admin === undefined ? undefined : await parseBody(nothing, request, response);
    if (admin === undefined || body === undefined) return;
    const id = request.params.device;
    await repeats.reply(request, response, admin.by, async (): Promise<Reply> => {
      const core = context.core();
      const revoked = await core.devices.revoke(admin.hall, id, admin.by, core.hub.now());
      if (!revoked.ok) return { status: 404, code: 'unknown-device' };
      context.drop({ device: id });
      return { status: 200, body: facts(revoked.device) };
    });
  });

  router.post('/halls/:hall/devices/:device/printer', async (request, response) => {
    const admin = await administrator(context, 'manage-devices', request, response);
    const body = admin === undefined ? undefined : await parseBody(PrinterBody, request, response);
    if (admin === undefined || body === undefined) return;
    const id = request.params.device;
    await repeats.reply(request, response, admin.by, async (): Promise<Reply> => {
      const core = context.core();
      const set = await core.devices.setPrinter(admin.hall, id, body.printer, admin.by, core.hub.now());
      // a printer is a device of the hall too
      return set.ok ? { status: 200, body: facts(set.device) } : { status: 404, code: 'unknown-device' };
    });
  });

  router.get('/halls/:hall/settings', async (request, response) => {
    const principal = await principalOf(context, request, response);
    if (principal === ENDED) return;
    const hall = hallOf(context, request, response);
    if (hall === undefined || !allowed(request, response, principal, 'read-settings', { hall })) return;
    response.json(
      await context
        .core()
        .hub.hall(hall)
        ?.read((state) => state.settings),
    );
  });
}

/** The page of a kind of device, with its one-time key. */
export function pairingUrl(base: string, kind: (typeof DEVICE_KINDS)[number], at: number | null, key: string): string {
  const page = kind === 'dispenser' || kind === 'rating' ? kind : 'display';
  const place = at === null ? '' : `window=${at}&`;
  return `${base}/${page}?${place}pair=${key}`;
}

function ownFacts({ id, kind, hall, window: at, name: called }: Device) {
  return { id, kind, hall, window: at, name: called };
}

function facts(device: Device) {
  const { printer, pairedAt, revokedAt } = device;
  return { ...ownFacts(device), printer, pairedAt: time(pairedAt), revokedAt: timeOrNull(revokedAt) };
}

/** A place that does not fit is a fault of the form. */
function pairFault(code: PairFault | 'unknown-code' | 'code-used'): Reply {
  switch (code) {
    case 'bad-name':
      return fieldFault('name', code);
    case 'window-needed':
    case 'no-window-wanted':
      return fieldFault('window', code);
    default:
      return { status: 409, code };
  }
}

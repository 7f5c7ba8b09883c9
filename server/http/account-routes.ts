import type { Router } from 'express';
import { z } from 'zod';
import { ROLES } from '../../domain/actor.ts';
import type { Account } from '../../db/store.ts';
import { type HallId, type Instant, parseStaffNo, type StaffNo } from '../../domain/values.ts';
import { nothing } from '../../protocol/commands/row.ts';
import { administrator } from './administrator.ts';
import type { Context } from './context.ts';
import { parseBody } from './parse-body.ts';
import type { Repeats, Reply } from './repeats.ts';
import { accountFault } from './session-routes.ts';

const password = z.string().min(1).max(1000);
const staffNumber = z
  .string()
  .max(20)
  .transform((raw, context): StaffNo => {
    const staffNo = parseStaffNo(raw);
    if (staffNo !== undefined) return staffNo;
    context.addIssue('1–20 letters and figures');
    return z.NEVER;
  });
export const AccountBody = z.strictObject({
  staffNo: staffNumber,
  name: z.string().max(40),
  role: z.enum(ROLES),
  password,
});
export const ResetBody = z.strictObject({ password });

const CHANGES = { disable: { disabled: true }, enable: { disabled: false, unlock: true } } as const;

/** The people of a hall. A password set here must be changed at the first sign-in. */
export function accountRoutes(router: Router, context: Context, repeats: Repeats): void {
  router.get('/halls/:hall/accounts', async (request, response) => {
    const admin = await administrator(context, 'manage-accounts', request, response);
    if (admin === undefined) return;
    const core = context.core();
    const now = core.hub.now();
    response.json({ accounts: (await core.accounts.list(admin.hall)).map((account) => facts(account, now)) });
  });

  router.post('/halls/:hall/accounts', async (request, response) => {
    const admin = await administrator(context, 'manage-accounts', request, response);
    const body = admin === undefined ? undefined : await parseBody(AccountBody, request, response);
    if (admin === undefined || body === undefined) return;
    await repeats.reply(request, response, admin.by, async (): Promise<Reply> => {
      const core = context.core();
      const made = await core.accounts.create(
        { ...body, hall: admin.hall, mustChange: true },
        admin.by,
        core.hub.now(),
      );
      return made.ok ? { status: 201, body: facts(made.account, core.hub.now()) } : accountFault(made);
    });
  });

  router.post('/halls/:hall/accounts/:staffNo/password', async (request, response) => {
    const admin = await administrator(context, 'manage-accounts', request, response);
    const body = admin === undefined ? undefined : await parseBody(ResetBody, request, response);
    if (admin === undefined || body === undefined) return;
    await repeats.reply(request, response, admin.by, async (): Promise<Reply> => {
      const core = context.core();
      const staffNo = await theirs(context, admin.hall, request.params.staffNo);
      if (staffNo === undefined) return { status: 404, code: 'unknown-account' };
      const reset = await core.accounts.resetPassword(staffNo, body.password, admin.by, core.hub.now());
      if (!reset.ok) return accountFault(reset);
      context.drop({ staffNo });
      return { status: 200, body: facts(reset.account, core.hub.now()) };
    });
  });

  for (const [key, change] of Object.entries(CHANGES)) {
    router.post(`/halls/:hall/accounts/:staffNo/${key}`, async (request, response) => {
      const admin = await administrator(context, 'manage-accounts', request, response);
      const body = admin === undefined ? undefined : await parseBody(nothing, request, response);
      if (admin === undefined || body === undefined) return;
      await repeats.reply(request, response, admin.by, async (): Promise<Reply> => {
        const core = context.core();
        const staffNo = await theirs(context, admin.hall, request.params['staffNo']);
        if (staffNo === undefined) return { status: 404, code: 'unknown-account' };
        const changed = await core.accounts.change(staffNo, change, admin.by, core.hub.now());
        if (!changed.ok) return accountFault(changed);
        if (change.disabled) context.drop({ staffNo });
        return { status: 200, body: facts(changed.account, core.hub.now()) };
      });
    });
  }
}

/** Somebody of the administrator's own hall. */
async function theirs(context: Context, hall: HallId, raw: string): Promise<StaffNo | undefined> {
  const staffNo = parseStaffNo(raw);
  const account = staffNo === undefined ? undefined : await context.core().accounts.find(staffNo);
  return account?.hall === hall ? account.staffNo : undefined;
}

function facts({ staffNo, name, role, disabled, lockedUntil, mustChange }: Account, now: Instant) {
  return { staffNo, name, role, disabled, mustChange, locked: lockedUntil !== null && lockedUntil > now };
}

import { z } from 'zod';
import { DEVICE_KINDS, ROLES } from '../../domain/actor.ts';
import { ORDER_RULES, type Settings } from '../../domain/settings/settings.ts';
import type { SessionView } from '../views.ts';
import { instantText, reasonList } from './hall-schema.ts';

export const sessionSchema = z.object({
  staffNo: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  hall: z.string(),
  csrfToken: z.string(),
  mustChange: z.boolean(),
  window: z.int().nullable(),
}) satisfies z.ZodType<SessionView>;

export const accountSchema = z.object({
  staffNo: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabled: z.boolean(),
  mustChange: z.boolean(),
  locked: z.boolean(),
});
export const accountsSchema = z.object({ accounts: z.array(accountSchema) });

export const ownDeviceSchema = z.object({
  id: z.string(),
  kind: z.enum(DEVICE_KINDS),
  hall: z.string(),
  window: z.int().nullable(),
  name: z.string(),
});
export const deviceSchema = ownDeviceSchema.extend({
  printer: z.string().nullable(),
  pairedAt: instantText,
  revokedAt: instantText.nullable(),
});
export const devicesSchema = z.object({ devices: z.array(deviceSchema.extend({ connected: z.boolean() })) });
export const pairedSchema = ownDeviceSchema.extend({ token: z.string() });
export const pollSchema = z.union([pairedSchema, z.object({ token: z.null() })]);
export const codeSchema = z.object({ code: z.string(), secret: z.string(), expiresAt: instantText });
export const pairingKeySchema = z.object({ key: z.string(), url: z.url(), expiresAt: instantText });

/** As stored, without the compiler's brands. */
export const settingsSchema = z.object({
  hall: z.string(),
  name: z.string(),
  nameEn: z.string(),
  mark: z.string(),
  hotline: z.string(),
  zone: z.string(),
  services: z.array(
    z.object({
      id: z.string(),
      prefix: z.string().regex(/^[A-HJ-NP-Z]{1,2}$/),
      name: z.string(),
      nameEn: z.string(),
      firstNumber: z.int(),
      waitLimitMin: z.int(),
      closedBecause: z.string().nullable(),
      materials: z.array(z.object({ name: z.string(), note: z.string() })),
    }),
  ),
  windows: z.array(
    z.object({ no: z.int(), name: z.string(), services: z.union([z.literal('all'), z.array(z.string())]) }),
  ),
  notices: z.array(z.string()),
  callText: z.string(),
  recallText: z.string().nullable(),
  noShowText: z.string().nullable(),
  callTextEn: z.string(),
  oneAs: z.enum(['一', '幺']),
  voice: z.object({
    engine: z.enum(['built-in', 'system', 'off']),
    speed: z.int(),
    pack: z.string().nullable(),
    then: z.array(z.string()),
    prompts: z.boolean(),
  }),
  rules: z.object({
    order: z.enum(ORDER_RULES),
    priorityWeight: z.number(),
    ratioPriority: z.int(),
    ratioOrdinary: z.int(),
    agedAfterMin: z.int(),
    recallIntervalS: z.int(),
    recallsAtMost: z.int(),
    arriveAfterS: z.int().nullable(),
    undoWithinS: z.int(),
    reinstateBehind: z.int(),
  }),
  ratingReasons: reasonList,
}) satisfies z.ZodType<Unbranded<Settings>>;

type Unbranded<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends object
      ? { readonly [K in keyof T]: Unbranded<T[K]> }
      : T;

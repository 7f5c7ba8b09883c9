import { z } from 'zod';
import { nothing } from '../../protocol/commands/row.ts';
import { boardSchema, figuresSchema } from '../../protocol/schemas/board-schema.ts';
import { dayText, hallSchema } from '../../protocol/schemas/hall-schema.ts';
import { priorityShareSchema, ticketRecordSchema } from '../../protocol/schemas/order-schema.ts';
import {
  accountSchema,
  accountsSchema,
  codeSchema,
  deviceSchema,
  devicesSchema,
  ownDeviceSchema,
  pairedSchema,
  pairingKeySchema,
  pollSchema,
  sessionSchema,
  settingsSchema,
} from '../../protocol/schemas/staff-schema.ts';
import { staffingSchema, targetText } from '../../protocol/schemas/staffing-schema.ts';
import { ticketSchema } from '../../protocol/schemas/ticket-schema.ts';
import { whatIfSchema, windowText } from '../../protocol/schemas/what-if-schema.ts';
import { clipStateSchema, packStateSchema, voiceStateSchema } from '../../protocol/schemas/voice-schema.ts';
import { AccountBody, ResetBody } from './account-routes.ts';
import { ApproveBody, CodeBody, KeyBody, PairBody, PollBody, PrinterBody } from './device-routes.ts';
import { RECORDING_TYPES } from './read-recording.ts';
import { PasswordBody, SignInBody } from './session-routes.ts';
import { PackBody } from './voice-pack-routes.ts';

/** A route that is no command, as it is described. */
export interface DescribedRoute {
  readonly method: 'get' | 'post' | 'delete';
  /** Below `/api/v1`, or outside of it. */
  readonly path: string;
  readonly outside?: true;
  readonly summary: string;
  /** Who may come in at all; rights are finer. */
  readonly who: 'anybody' | 'device' | 'person';
  readonly keyed?: boolean;
  readonly query?: Readonly<Record<string, z.ZodType>>;
  readonly body?: z.ZodType;
  /** Types of a body that is bytes. */
  readonly upload?: readonly string[];
  readonly status: 200 | 201 | 204;
  /** What a 200 or 201 holds; text where it says its type. */
  readonly answer?: z.ZodType | { readonly type: string };
  /** Where a 503 is an answer and no problem. */
  readonly also503?: true;
}

const get = (path: string, who: DescribedRoute['who'], summary: string, answer: z.ZodType): DescribedRoute => ({
  method: 'get',
  path,
  summary,
  who,
  status: 200,
  answer,
});

const post = (
  path: string,
  who: DescribedRoute['who'],
  summary: string,
  body: z.ZodType,
  answer: z.ZodType,
  status: 200 | 201 = 200,
): DescribedRoute => ({ method: 'post', path, summary, who, keyed: path !== '/session', body, status, answer });

const CLIP = '/halls/{hall}/voice/packs/{pack}/clips/{word}';
const sound = (path: string, who: DescribedRoute['who'], summary: string): DescribedRoute => ({
  method: 'get',
  path,
  summary,
  who,
  status: 200,
  answer: { type: 'audio/wav' },
});

const health = z.object({ status: z.literal('ok') });
const readiness = z.object({ status: z.enum(['ready', 'not-stored']), halls: z.array(z.string()) });

export const DESCRIBED_ROUTES: readonly DescribedRoute[] = [
  post('/session', 'anybody', 'Sign in.', SignInBody, sessionSchema),
  get('/session', 'person', 'Who is signed in.', sessionSchema),
  { method: 'delete', path: '/session', summary: 'Sign out.', who: 'person', status: 204 },
  post('/session/password', 'person', 'Change one’s own password.', PasswordBody, sessionSchema),
  get('/device', 'device', 'The paired device itself.', ownDeviceSchema),
  post('/pairing', 'anybody', 'Pair by a one-time key.', PairBody, pairedSchema, 201),
  post('/pairing/codes', 'anybody', 'Ask for a pairing code.', CodeBody, codeSchema, 201),
  post('/pairing/codes/poll', 'anybody', 'Whether the code was approved.', PollBody, pollSchema),
  get('/halls/{hall}', 'anybody', 'Public hall view.', hallSchema),
  get('/tickets/{token}', 'anybody', 'The citizen’s own ticket.', ticketSchema),
  get('/halls/{hall}/board', 'person', 'The supervisor’s board.', boardSchema),
  get('/halls/{hall}/tickets/{number}', 'person', 'One of today’s tickets, and why it was called.', ticketRecordSchema),
  get('/halls/{hall}/priority-share', 'person', 'How many recent tickets were priority.', priorityShareSchema),
  {
    ...get('/halls/{hall}/reports/daily', 'person', 'A day’s figures; today’s without one.', figuresSchema),
    query: { day: dayText },
  },
  {
    ...get(
      '/halls/{hall}/staffing',
      'person',
      'Windows advised by half hour, for today without a day.',
      staffingSchema,
    ),
    query: { day: dayText, target: targetText },
  },
  {
    ...get('/halls/{hall}/what-if', 'person', 'Waits if a window opened or closed now; one of both.', whatIfSchema),
    query: { open: windowText, close: windowText },
  },
  get('/halls/{hall}/settings', 'person', 'The hall’s settings.', settingsSchema),
  get('/halls/{hall}/devices', 'person', 'Paired devices.', devicesSchema),
  post('/halls/{hall}/devices', 'person', 'Approve a pairing code.', ApproveBody, deviceSchema, 201),
  post('/halls/{hall}/devices/{device}/printer', 'person', 'Where a device prints.', PrinterBody, deviceSchema),
  post('/halls/{hall}/devices/{device}/revoke', 'person', 'Revoke a device.', nothing, deviceSchema),
  post('/halls/{hall}/pairing-keys', 'person', 'Make a one-time pairing link.', KeyBody, pairingKeySchema, 201),
  get('/halls/{hall}/accounts', 'person', 'The hall’s people.', accountsSchema),
  post('/halls/{hall}/accounts', 'person', 'Add an account.', AccountBody, accountSchema, 201),
  post('/halls/{hall}/accounts/{staffNo}/password', 'person', 'Set a password.', ResetBody, accountSchema),
  post('/halls/{hall}/accounts/{staffNo}/disable', 'person', 'Disable an account.', nothing, accountSchema),
  post('/halls/{hall}/accounts/{staffNo}/enable', 'person', 'Enable and unlock an account.', nothing, accountSchema),
  sound('/halls/{hall}/announcements/{no}/audio', 'anybody', 'An announcement’s sound, in every language of the hall.'),
  {
    ...sound('/halls/{hall}/voice/prompts/{prompt}', 'anybody', 'What a dispenser says.'),
    query: { lang: z.string() },
  },
  {
    ...sound('/halls/{hall}/voice/try', 'person', 'A call as it would sound.'),
    query: { number: z.string(), window: z.string() },
  },
  get('/halls/{hall}/voice', 'person', 'The engine and the packs of recordings.', voiceStateSchema),
  post('/halls/{hall}/voice/packs', 'person', 'Make an empty pack.', PackBody, packStateSchema, 201),
  { method: 'get', path: CLIP, who: 'person', summary: 'A clip.', status: 200, answer: { type: 'audio/wav' } },
  {
    method: 'post',
    path: CLIP,
    who: 'person',
    summary: 'Keep a recording of a word, at most 2 MB; a bad one is refused.',
    keyed: true,
    upload: RECORDING_TYPES,
    status: 200,
    answer: clipStateSchema,
  },
  post(`${CLIP}/remove`, 'person', 'Remove a clip.', nothing, z.object({})),
  get('/openapi.json', 'anybody', 'This description.', z.looseObject({ openapi: z.string() })),
  { ...get('/healthz', 'anybody', 'Whether the hub runs.', health), outside: true },
  { ...get('/readyz', 'anybody', 'Whether the hub can store.', readiness), outside: true, also503: true },
  {
    method: 'get',
    path: '/metrics',
    outside: true,
    summary: 'Prometheus metrics.',
    who: 'anybody',
    status: 200,
    answer: { type: 'text/plain' },
  },
];

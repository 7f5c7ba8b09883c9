import { REFUSALS } from '../../domain/refusals.ts';

/** What the edge itself refuses, before or beside the hall's rules; each has its line in docs/ERRORS.md too. */
export const EDGE_PROBLEMS = [
  'invalid',
  'unauthenticated',
  'wrong',
  'must-change-password',
  'forbidden',
  'other-hall',
  'other-window',
  'csrf',
  'not-found',
  'unknown-hall',
  'unknown-account',
  'unknown-device',
  'unknown-code',
  'no-voice',
  'unknown-pack',
  'unknown-clip',
  'key-reused',
  'account-exists',
  'pack-exists',
  'last-administrator',
  'wrong-password',
  'same-password',
  'unknown-key',
  'key-used',
  'key-expired',
  'device-revoked',
  'code-used',
  'too-large',
  'locked',
  'too-many',
  'internal',
  'not-stored',
  'voice-not-ready',
] as const;

/** What is wrong with one field of a form, where the field has a rule of its own; `message` of an entry of `errors`. */
export const FIELD_FAULTS = [
  'bad-name',
  'too-short',
  'too-long',
  'too-plain',
  'is-staff-number',
  'window-needed',
  'no-window-wanted',
  'silent',
  'noise',
  'unreadable',
] as const;
export type FieldFault = (typeof FIELD_FAULTS)[number];

/** Every code a problem of the hub can carry. */
export const PROBLEM_CODES = [...EDGE_PROBLEMS, ...REFUSALS] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

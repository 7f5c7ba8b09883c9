import { SETTINGS_FAULTS } from '../domain/settings/read.ts';
import { parseSettings } from '../domain/settings/parse-settings.ts';
import type { Problem } from '../ui/connection.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import type { Json } from './json-tree.ts';

/** A fault in the reader's words, and the place of its field. */
export interface FieldFault {
  readonly path: string;
  readonly text: string;
}

/** What is wrong with a draft, found here before it is sent. */
export function draftFaults(draft: Json, strings: Strings): readonly FieldFault[] {
  const parsed = parseSettings(draft);
  return parsed.ok ? [] : parsed.errors.map(({ code, path }) => ({ path, text: faultText(code, undefined, strings) }));
}

/** What the hub found, from the `errors[]` of its problem; a code may stand where the message does. */
export function hubFaults(problem: Problem, strings: Strings): readonly FieldFault[] {
  const errors: unknown = problem['errors'];
  if (!Array.isArray(errors)) return [];
  return (errors as readonly unknown[]).map((error) => {
    const { path, code, message } = (typeof error === 'object' && error !== null ? error : {}) as {
      readonly [key: string]: unknown;
    };
    return { path: placeOf(path), text: faultText(code, message, strings) };
  });
}

/** The hub's body holds the settings one level down, and may tell a path as a list. */
function placeOf(path: unknown): string {
  const joined = Array.isArray(path) ? path.join('.') : typeof path === 'string' ? path : '';
  return joined.replace(/^settings(?:\.|$)/, '');
}

function faultText(code: unknown, message: unknown, { common, supervisor }: Strings): string {
  const known = SETTINGS_FAULTS.find((one) => one === code || one === message);
  if (known !== undefined) return supervisor.settings.fault[known];
  return typeof message === 'string' ? message : common.failed;
}

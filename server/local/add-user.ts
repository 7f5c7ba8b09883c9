import { z } from 'zod';
import { ROLES } from '../../domain/actor.ts';
import { parseStaffNo, unreachable } from '../../domain/values.ts';
import type { AccountFault } from '../auth/accounts.ts';
import { makePassword, passwordWords } from '../auth/passwords.ts';
import type { LocalAnswer, LocalParts } from './local-parts.ts';
import { done, findHall, hallArgument, no, parsedBy, wrongUse } from './answers.ts';

export const AddUserArguments = z.strictObject({
  staffNo: parsedBy(parseStaffNo, '工号为 1–20 位字母数字 a staff number is 1–20 letters and figures'),
  role: z.enum(ROLES, `应为其中之一 must be one of ${ROLES.join(', ')}`),
  name: z.string('必填 is needed'),
  hall: hallArgument,
  /** As read from standard input; without one it is made up, and the answer. */
  password: z.string().optional(),
});

export async function addUser(parts: LocalParts, args: unknown): Promise<LocalAnswer> {
  const parsed = AddUserArguments.safeParse(args);
  if (!parsed.success) return wrongUse(parsed.error);
  const { password: given, hall: named, ...person } = parsed.data;
  const found = await findHall(parts.store(), named);
  if (!found.ok) return found.answer;
  const password = given ?? makePassword();
  const account = { ...person, hall: found.hall, password, mustChange: given === undefined };
  const result = await parts.accounts().create(account, 'command-line', parts.now());
  if (!result.ok) return no(wordsOf(result.code));
  const note = `已添加 added: ${person.staffNo} (${person.role}, ${found.hall})`;
  if (given !== undefined) return done([], note);
  return done([password], note, '一次性密码，首次登录须修改 a one-time password, to be changed at the first sign-in:');
}

function wordsOf(code: AccountFault | 'locked'): string {
  switch (code) {
    case 'account-exists':
      return '工号已有账号 there is an account with this staff number';
    case 'bad-name':
      return '--name 为 1–40 个可见字 the name has 1–40 visible signs';
    case 'too-short':
    case 'too-long':
    case 'too-plain':
    case 'is-staff-number':
      return passwordWords(code);
    case 'unknown-account':
    case 'last-administrator':
    case 'wrong-password':
    case 'same-password':
    case 'locked':
      return code;
    default:
      return unreachable(code);
  }
}

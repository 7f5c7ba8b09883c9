import { parseStaffNo, type HallId, type Instant } from '../../domain/values.ts';
import type { Accounts } from './accounts.ts';
import { makePassword } from './passwords.ts';

/**
 * Gives the hall its first administrator, account `admin`, when it has none. Without a password from the environment
 * one is made; it is the answer, to be shown once, and must be changed at the first sign-in.
 */
export async function ensureAdministrator(
  accounts: Accounts,
  hall: HallId,
  given: string | null,
  at: Instant,
): Promise<{ readonly made: string | null }> {
  const people = await accounts.list(hall);
  const staffNo = parseStaffNo('admin');
  if (staffNo === undefined || people.some(({ role }) => role === 'administrator')) return { made: null };
  const password = given ?? makePassword();
  const person = {
    staffNo,
    hall,
    name: '管理员',
    role: 'administrator',
    password,
    mustChange: given === null,
  } as const;
  const result = await accounts.create(person, 'hub', at);
  if (!result.ok) throw new Error(`the first administrator cannot be made: ${result.code}`);
  return { made: given === null ? password : null };
}

import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';

export type PasswordProblem = 'too-short' | 'too-long' | 'too-plain' | 'is-staff-number';

const SHORTEST = 10;
/** Long enough for any sentence, short enough that hashing it costs nobody anything. */
const LONGEST = 200;
const KINDS_AT_LEAST = 3;

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. 2 is argon2id. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Lower case, upper case, figures, and all else (Chinese too): three of the four in ten signs or more. */
export function passwordProblem(password: string, staffNo: string): PasswordProblem | undefined {
  if (password.toLowerCase() === staffNo.toLowerCase()) return 'is-staff-number';
  const signs = [...password];
  if (signs.length < SHORTEST) return 'too-short';
  if (signs.length > LONGEST) return 'too-long';
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password));
  return kinds.length < KINDS_AT_LEAST ? 'too-plain' : undefined;
}

/** For the command line and the settings; pages have their own words. */
export function passwordWords(problem: PasswordProblem): string {
  switch (problem) {
    case 'too-short':
      return `密码至少 ${SHORTEST} 位 the password needs at least ${SHORTEST} characters`;
    case 'too-long':
      return `密码最多 ${LONGEST} 位 the password may have at most ${LONGEST} characters`;
    case 'too-plain':
      return '密码须含大写、小写、数字、符号中的三种 the password needs three of: upper case, lower case, figures, signs';
    case 'is-staff-number':
      return '密码不能与工号相同 the password may not be the staff number';
  }
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

/** Signs that nobody misreads from paper or a terminal. */
const READABLE = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Sixteen random signs in four groups (92 bits) that satisfy the rule. */
export function makePassword(): string {
  for (;;) {
    const signs = Array.from({ length: 16 }, () => READABLE.charAt(randomInt(READABLE.length))).join('');
    const password = signs.replace(/(.{4})(?=.)/g, '$1-');
    if (passwordProblem(password, '') === undefined) return password;
  }
}

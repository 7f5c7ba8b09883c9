import type { Request, Response } from 'express';
import type { z } from 'zod';
import { idempotencyKey, KEY_FAULT } from './context.ts';
import { faultsOf } from './faults-of.ts';
import { sendProblem } from './problem.ts';
import { type BodySize, readBody } from './read-body.ts';

interface How {
  /** Only the sign-in needs no key. */
  readonly keyed?: boolean;
  readonly size?: BodySize;
}

/** The body read and parsed, or undefined when a 400 with every fault, of the key too, is on its way. */
export async function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  request: Request,
  response: Response,
  { keyed = true, size = 'small' }: How = {},
): Promise<z.output<Schema> | undefined> {
  const keyFaults = keyed && idempotencyKey(request) === undefined ? [KEY_FAULT] : [];
  const parsed = schema.safeParse(await readBody(request, response, size));
  if (parsed.success && keyFaults.length === 0) return parsed.data;
  const faults = parsed.success ? keyFaults : [...keyFaults, ...faultsOf(parsed.error)];
  sendProblem(request, response, 400, 'invalid', { errors: faults });
  return undefined;
}

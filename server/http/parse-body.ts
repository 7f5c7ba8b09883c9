import type { Request, Response } from 'express';
import type { z } from 'zod';
import { faultsOf } from './faults-of.ts';
import { sendProblem } from './problem.ts';

/** The body parsed, or undefined when a 400 with every fault is on its way. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  request: Request,
  response: Response,
): z.output<Schema> | undefined {
  const parsed = schema.safeParse(request.body ?? {});
  if (parsed.success) return parsed.data;
  sendProblem(request, response, 400, 'invalid', { errors: faultsOf(parsed.error) });
  return undefined;
}

import type { Request, Response } from 'express';
import { actorName } from '../../domain/actor.ts';
import type { HallId } from '../../domain/values.ts';
import type { Action } from '../../protocol/rights.ts';
import { allowed, type Context, ENDED, hallOf, principalOf } from './context.ts';

/** A person in their own hall with the right for this, or undefined when the problem is on its way. */
export async function administrator(
  context: Context,
  action: Action,
  request: Request,
  response: Response,
): Promise<{ readonly hall: HallId; readonly by: string } | undefined> {
  const principal = await principalOf(context, request, response);
  if (principal === ENDED) return undefined;
  const hall = hallOf(context, request, response);
  if (hall === undefined || !allowed(request, response, principal, action, { hall })) return undefined;
  return principal.kind === 'nobody' ? undefined : { hall, by: actorName(principal.actor) };
}

import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { idempotencyKey, KEY_FAULT } from './context.ts';
import { type ProblemFacts, sendProblem } from './problem.ts';
import type { FieldFault, ProblemCode } from './problem-codes.ts';

/** What a request leads to: a body, or a problem. */
export type Reply =
  | { readonly status: 200 | 201; readonly body: unknown }
  | { readonly status: number; readonly code: ProblemCode; readonly facts?: ProblemFacts };

/** A field that breaks a rule of its own. */
export function fieldFault(path: string, message: FieldFault): Reply {
  return { status: 400, code: 'invalid', facts: { errors: [{ path, message }] } };
}

interface Kept {
  readonly request: string;
  readonly reply: Promise<Reply>;
}

/**
 * The same request twice is done once, for what does not pass a hall's log: sign-ins of devices, people, pairing.
 * Kept in memory, since its answers may hold one-time keys; after a restart the work itself refuses to be done twice.
 */
export class Repeats {
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;

  constructor(most = 5_000) {
    this.#most = most;
  }

  async reply(
    request: Request,
    response: Response,
    sender: string,
    work: (key: string) => Promise<Reply>,
  ): Promise<void> {
    const key = idempotencyKey(request);
    if (key === undefined) {
      sendProblem(request, response, 400, 'invalid', { errors: [KEY_FAULT] });
      return;
    }
    const name = `${sender} ${key}`;
    const asked = createHash('sha256')
      .update(`${request.path} ${JSON.stringify(request.body ?? {})}`)
      .digest('base64');
    const before = this.#kept.get(name);
    if (before !== undefined && before.request !== asked) {
      sendProblem(request, response, 409, 'key-reused');
      return;
    }
    const reply = before?.reply ?? this.#keep(name, asked, work(key));
    send(request, response, await reply);
  }

  #keep(name: string, request: string, reply: Promise<Reply>): Promise<Reply> {
    this.#kept.set(name, { request, reply });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
    reply.catch(() => this.#kept.delete(name));
    return reply;
  }
}

export function send(request: Request, response: Response, reply: Reply): void {
  if ('code' in reply) sendProblem(request, response, reply.status, reply.code, reply.facts);
  else response.status(reply.status).json(reply.body);
}

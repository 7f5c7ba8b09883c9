import type { Request, Response } from 'express';
import type { RefusalCode } from '../../domain/refusals.ts';
import { languages, pickLanguage } from '../../ui/strings/strings.ts';
import type { ProblemCode } from './problem-codes.ts';

/** One fault of a request's form. */
export interface Fault {
  /** Where: a field's path in the body, or a header's name. */
  readonly path: string;
  readonly message: string;
}

/** RFC 9457: a stable code, words in the asker's language, and the facts. */
export interface ProblemFacts {
  readonly errors?: readonly Fault[];
  readonly [fact: string]: unknown;
}

/** Refusals that are not a 409: what is not there, and a form that only the hall can judge. */
const STATUS: Partial<Record<RefusalCode, number>> = {
  'unknown-service': 404,
  'unknown-window': 404,
  'unknown-ticket': 404,
  'unknown-job': 404,
  'not-your-window': 403,
  'unknown-reason': 400,
};

export function refusalStatus(code: RefusalCode): number {
  return STATUS[code] ?? 409;
}

/** Words for a code in the asker's language. */
export function wordsFor(code: ProblemCode, acceptLanguage: string | undefined): string {
  return languages[pickLanguage(acceptLanguage)].problems[code];
}

export function sendProblem(
  request: Request,
  response: Response,
  status: number,
  code: ProblemCode,
  facts: ProblemFacts = {},
): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(
      // facts come first: none of them may stand in for a member of the problem itself
      JSON.stringify({
        ...facts,
        type: 'about:blank',
        title: wordsFor(code, request.headers['accept-language']),
        status,
        code,
      }),
    );
}

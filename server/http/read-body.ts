import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Fault } from './problem.ts';

/** A hall's settings are long; nothing else is. */
export type BodySize = 'small' | 'settings';

const parser = (limit: string): RequestHandler => express.json({ limit, strict: false });
const PARSERS: Readonly<Record<BodySize, RequestHandler>> = { small: parser('64kb'), settings: parser('1mb') };

/** Carried by the fault handler as a 400 with the fault. */
export class WrongType extends Error {
  override readonly name = 'WrongType';
  readonly fault: Fault;

  constructor(wanted: string) {
    super(wanted);
    this.fault = { path: 'Content-Type', message: wanted };
  }
}

/**
 * Reads the body once it is known that its sender may: `{}` where there is none. Rejects with what the fault handler
 * tells: too large, malformed, no JSON.
 */
export async function readBody(request: Request, response: Response, size: BodySize = 'small'): Promise<unknown> {
  if (request.headers['content-length'] === '0') return {};
  const type = request.is('application/json');
  if (type === null) return {};
  if (type === false) throw new WrongType('application/json in UTF-8');
  await new Promise<void>((resolve, reject) => {
    PARSERS[size](request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('the body cannot be read'));
    });
  });
  return request.body as unknown;
}

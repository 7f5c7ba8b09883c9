import express, { type Request, type RequestHandler, type Response } from 'express';
import { WrongType } from './read-body.ts';

/** What a recorded word may come as. */
export const RECORDING_TYPES = ['audio/wav', 'audio/mpeg'] as const;
/** Names browsers and systems have for the same. */
const ALSO_CALLED = ['audio/x-wav', 'audio/wave', 'audio/vnd.wave', 'audio/mp3'];

const parser: RequestHandler = express.raw({ limit: '2mb', type: () => true });

/** Reads a recording once it is known that its sender may send one; rejects as `readBody` does. */
export async function readRecordingBody(request: Request, response: Response): Promise<Buffer> {
  if (request.headers['content-length'] === '0') return Buffer.alloc(0);
  const type = request.is([...RECORDING_TYPES, ...ALSO_CALLED]);
  if (typeof type !== 'string') throw new WrongType(RECORDING_TYPES.join(', '));
  await new Promise<void>((resolve, reject) => {
    parser(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('the body cannot be read'));
    });
  });
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

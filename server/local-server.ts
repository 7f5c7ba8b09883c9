import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalAnswer } from './local/local-parts.ts';
import { sameText } from './tokens.ts';

export interface LocalServer {
  readonly url: string;
  close(): Promise<void>;
}

const LONGEST = 64 * 1024;

/**
 * Takes the command line's operations from this machine: plain HTTP on a loopback port of its own, whatever address
 * and certificate the hub itself has. Only who can read `hub.json` knows the key.
 */
export async function startLocalServer(
  key: string,
  run: (name: string, args: unknown) => Promise<LocalAnswer>,
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    answer(key, run, request).then(
      ({ status, body }) => send(response, status, body),
      () => send(response, 500, undefined),
    );
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeIdleConnections();
      }),
  };
}

async function answer(
  key: string,
  run: (name: string, args: unknown) => Promise<LocalAnswer>,
  request: IncomingMessage,
): Promise<{ readonly status: number; readonly body?: LocalAnswer }> {
  if (!sameText(request.headers.authorization ?? '', `Bearer ${key}`)) return { status: 401 };
  const name = /^\/local\/([a-z-]{1,40})$/.exec(request.url ?? '')?.[1];
  if (name === undefined || request.method !== 'POST') return { status: 404 };
  const text = await readText(request);
  if (text === undefined) return { status: 413 };
  const args = parseJson(text);
  return args === undefined ? { status: 400 } : { status: 200, body: await run(name, args.value) };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

async function readText(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, body: LocalAnswer | undefined): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(body ?? {}));
}

import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';

/** Slow and half-open clients are hung up on. */
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 15_000;
/** Longer than clients keep a line they no longer use, so that none is hung up on just as it asks again. */
const KEPT_OPEN_MS = 30_000;
const LOOK_FOR_SLOW_EVERY_MS = 2_000;

/** HTTP, or HTTPS where there is a certificate; it does not listen yet. */
export function createListener({ tls }: Config): Server {
  const looking = { connectionsCheckingInterval: LOOK_FOR_SLOW_EVERY_MS };
  const server =
    tls === null ? createHttpServer(looking) : createHttpsServer({ ...looking, cert: tls.cert, key: tls.key });
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  server.keepAliveTimeout = KEPT_OPEN_MS;
  return server;
}

/** Resolves with the port: the one set, or the one found where 0 is set. */
export function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

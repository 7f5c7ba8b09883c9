import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { NotStored } from '../../db/store.ts';
import { accountRoutes } from './account-routes.ts';
import { commandRoutes } from './command-routes.ts';
import { type Context, isPerson } from './context.ts';
import { deviceRoutes } from './device-routes.ts';
import { openApi } from './openapi.ts';
import { operationsRoutes } from './operations-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { phoneRoutes } from './phone-routes.ts';
import { sendProblem } from './problem.ts';
import { WrongType } from './read-body.ts';
import { readRoutes } from './read-routes.ts';
import { Repeats } from './repeats.ts';
import { sessionRoutes } from './session-routes.ts';
import { voicePackRoutes } from './voice-pack-routes.ts';
import { voiceRoutes } from './voice-routes.ts';
import { staffingRoutes } from './staffing-routes.ts';

/** Whoever brings neither token nor cookie, a second and address; a hall's phones behind one router stay below it. */
const PUBLIC_PER_SECOND = 100;
/** Names and addresses under which the hub is asked. */
const HOSTS_KNOWN = 100;

export function createApp(context: Context, pages: string): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(sameForHost(safeHeaders(context.config.tls !== null)));

  const api = Router({ caseSensitive: true });
  api.use(publicLimit(context));
  api.use((request, response, next) => {
    if (context.accepting()) next();
    else sendProblem(request, response, 503, 'not-stored');
  });
  const repeats = new Repeats();
  commandRoutes(api, context); // first: routes are tried one by one, and nothing is asked for as often
  sessionRoutes(api, context, repeats);
  deviceRoutes(api, context, repeats);
  accountRoutes(api, context, repeats);
  readRoutes(api, context);
  orderRoutes(api, context);
  voicePackRoutes(api, context, repeats);
  voiceRoutes(api, context);
  staffingRoutes(api, context);
  api.get('/openapi.json', (_, response) => {
    response.json(openApi(context.publicUrl()));
  });
  api.use((request, response) => {
    sendProblem(request, response, 404, 'not-found');
  });
  app.use('/api/v1', noStore, api);

  operationsRoutes(app, context);
  app.use('/t', publicLimit(context));
  phoneRoutes(app, context, pages);
  pageRoutes(app, context, pages);
  app.use((request, response) => {
    sendProblem(request, response, 404, 'not-found');
  });
  app.use(faults(context));
  return app;
}

/** Nothing inline, nothing from elsewhere. On a plain-HTTP LAN browsers must not be told to upgrade. */
function safeHeaders(tls: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // older browsers do not count a socket to the page's own host as 'self'
        connectSrc: ["'self'", (request) => ownSockets(request.headers.host)],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
    },
    crossOriginOpenerPolicy: tls,
    originAgentCluster: false,
    strictTransportSecurity: tls,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

function ownSockets(host: string | undefined): string {
  return host !== undefined && /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(host)
    ? `ws://${host} wss://${host}`
    : "'self'";
}

type Headers = readonly (readonly [string, string | number | readonly string[]])[];

/** Headers that depend on the host alone are worked out once a host and only copied from then on. */
function sameForHost(handler: RequestHandler): RequestHandler {
  const known = new Map<string, Headers>();
  const workOut = (host: string): Headers => {
    const asked = new IncomingMessage(new Socket());
    asked.headers.host = host;
    const answer = new ServerResponse(asked);
    handler(asked as Request, answer as Response, () => undefined);
    const headers = Object.entries(answer.getHeaders()).map(([name, value = '']) => [name, value] as const);
    if (known.size >= HOSTS_KNOWN) known.clear(); // somebody makes names up
    known.set(host, headers);
    return headers;
  };
  return (request, response, next) => {
    const { host = '' } = request.headers;
    for (const [name, value] of known.get(host) ?? workOut(host)) response.setHeader(name, value);
    next();
  };
}

function noStore(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('cache-control', 'no-store');
  next();
}

/** Only a token the hub gave and a session there is count as known: whoever just fills a header in is nobody. */
function publicLimit(context: Context) {
  const limit = rateLimit({
    windowMs: 1_000,
    limit: PUBLIC_PER_SECOND,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (request, response) => sendProblem(request, response, 429, 'too-many'),
  });
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const { authorization, cookie } = request.headers;
    const isKnown =
      authorization === undefined
        ? cookie !== undefined && context.accepting() && (await isPerson(context, request))
        : context.core().tokens.readDeviceToken(authorization.replace(/^Bearer /i, '')) !== undefined;
    if (isKnown) next();
    else await limit(request, response, next);
  };
}

/** What the body parser found, and what should not have happened. */
function faults(context: Context) {
  // express tells an error handler by its four parameters
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const { type, status } = error as { type?: unknown; status?: unknown };
    if (response.headersSent) {
      response.destroy();
    } else if (error instanceof WrongType) {
      sendProblem(request, response, 400, 'invalid', { errors: [error.fault] });
    } else if (type === 'entity.too.large') {
      sendProblem(request, response, 413, 'too-large');
    } else if (typeof status === 'number' && status >= 400 && status < 500) {
      sendProblem(request, response, 400, 'invalid', {
        errors: [{ path: '', message: typeof type === 'string' ? type : 'malformed' }],
      });
    } else if (error instanceof NotStored || !context.accepting()) {
      sendProblem(request, response, 503, 'not-stored'); // the disk, or a restore that closed the records under it
    } else {
      context.log.error(
        { err: error, method: request.method, url: request.path.replace(/\/t(ickets)?\/[^/]+/, '/t$1/…') },
        'request failed',
      );
      sendProblem(request, response, 500, 'internal');
    }
  };
}

import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { parseHallId } from '../domain/values.ts';
import { time } from '../protocol/views/parts.ts';
import { denial } from './auth/permission.ts';
import { identify, type Principal } from './auth/principal.ts';
import { hangUpOnUnread } from './hang-up-on-unread.ts';
import type { Context } from './http/context.ts';
import { wordsFor } from './http/problem.ts';
import type { ProblemCode } from './http/problem-codes.ts';
import { submitAsHub } from './hub/submit-as-hub.ts';
import { FOLD_MS, parseViewName, viewSource, watchAction } from './publish/view-source.ts';
import { readTicketId } from './tokens.ts';

const PING_EVERY_MS = 3_000;
const PATIENCE_MS = 4_000;
/** Who opens a line and says nothing is hung up on. */
const INTRODUCED_WITHIN_MS = 10_000;
const SESSIONS_EVERY_MS = 30_000;
const WATCHES_AT_MOST = 8;
/** Each builds a view: who asks for more in a second is no page, and is hung up on. */
const ASKED_A_SECOND = 50;
/** Lines of one address: a hall behind one router, and room for a bench. */
const LINES_AT_MOST = 600;

interface Who {
  readonly principal: Principal;
  readonly address: string;
}

type Line = Socket<
  Record<string, (...args: unknown[]) => void>,
  Record<string, (...args: unknown[]) => void>,
  object,
  Who
>;

/** Views go out by socket; no command ever comes in by one. */
export function openSockets(server: HttpServer): Server {
  return new Server(server, {
    transports: ['websocket'],
    pingInterval: PING_EVERY_MS,
    pingTimeout: PATIENCE_MS,
    maxHttpBufferSize: 16_384,
    connectTimeout: INTRODUCED_WITHIN_MS,
    serveClient: false,
  });
}

/** Returns how to end it. */
export function serveSockets(io: Server, context: Context): () => void {
  const lines = new Map<string, number>();

  io.use((socket, next) => {
    void admit(context, socket as unknown as Line, lines).then((refusal) => {
      next(refusal === undefined ? undefined : Object.assign(new Error(refusal), { data: { code: refusal } }));
    }, next);
  });

  io.on('connection', (plain) => {
    const socket = plain as unknown as Line;
    hangUpOnUnread(plain);
    const { principal, address } = socket.data;
    // counted here and not at the door: who hangs up in between never gets here, and never to `disconnect`
    lines.set(address, (lines.get(address) ?? 0) + 1);
    const device = principal.kind === 'device' ? principal.device : null;
    if (device !== null) {
      context.presence.connect(device.id, socket.id, context.core().hub.now());
      context.publisher.touch(device.hall);
    }
    const asks = tooOften();
    socket.on('watch', (asked, ack) => {
      if (typeof ack !== 'function') return;
      if (asks()) {
        socket.disconnect(true);
        return;
      }
      void watch(context, socket, asked)
        .catch((error: unknown) => {
          if (context.accepting()) context.log.error({ err: error }, 'a view could not be opened');
          return refuse(503, 'not-stored');
        })
        .then(ack as (answer: unknown) => void);
    });
    socket.on('status', (status) => {
      const sound = (status as { sound?: unknown } | null)?.sound;
      if (device === null || (sound !== 'on' && sound !== 'off')) return;
      context.presence.sound(device.id, sound);
      context.publisher.touch(device.hall);
    });
    socket.on('disconnect', () => {
      lines.set(address, (lines.get(address) ?? 1) - 1);
      if (lines.get(address) === 0) lines.delete(address);
      if (device !== null) leave(context, device, socket.id);
    });
  });

  io.of('/').adapter.on('delete-room', (room: string) => context.publisher.leave(room));
  const looking = setInterval(() => void endOldSessions(io, context), SESSIONS_EVERY_MS);
  return () => clearInterval(looking);
}

/** A session that ran out must not go on watching by a line it opened before. */
async function endOldSessions(io: Server, context: Context): Promise<void> {
  const { store, sessions, hub } = context.core();
  for (const socket of io.sockets.sockets.values()) {
    const { principal } = (socket as unknown as Line).data;
    if (principal.kind !== 'person') continue;
    const session = await store.directory.session(principal.session.idHash).catch(() => principal.session);
    if (session === undefined || sessions.expiresAt(session) <= hub.now()) socket.disconnect(true);
  }
}

/** Hangs up on a revoked device, an ended session or a disabled person. */
export function dropLines(io: Server, whose: Parameters<Context['drop']>[0]): void {
  for (const socket of io.sockets.sockets.values()) {
    const { principal } = (socket as unknown as Line).data;
    const theirs =
      (principal.kind === 'device' && principal.device.id === whose.device) ||
      (principal.kind === 'person' &&
        (principal.session.idHash === whose.session || principal.account.staffNo === whose.staffNo));
    if (theirs) socket.disconnect(true);
  }
}

/** A paired print agent that goes without a word cannot say how its printer is. */
function leave(context: Context, device: Extract<Principal, { kind: 'device' }>['device'], socket: string): void {
  const { hub } = context.core();
  if (!context.presence.disconnect(device.id, socket, hub.now())) return;
  context.publisher.touch(device.hall);
  if (device.kind !== 'printer') return;
  void submitAsHub(hub, device.hall, { type: 'report-printer', printer: device.id, condition: 'unreachable' });
}

async function admit(context: Context, socket: Line, lines: Map<string, number>): Promise<string | undefined> {
  if (!context.accepting()) return 'not-stored';
  const address = socket.handshake.address;
  if ((lines.get(address) ?? 0) >= LINES_AT_MOST) return 'too-many';
  const core = context.core();
  const { devices, sessions, accounts, hub } = core;
  const token: unknown = (socket.handshake.auth as Record<string, unknown>)['token'];
  const authorization = typeof token === 'string' ? `Bearer ${token}` : undefined;
  const principal = await identify(
    { devices, sessions, accounts },
    { authorization, cookie: socket.handshake.headers.cookie },
    hub.now(),
  );
  if (context.core() !== core || !context.accepting()) return 'not-stored'; // who they are was read from a store that is gone
  if (principal.kind === 'nobody' && principal.reason === 'revoked') return 'unauthenticated';
  if (principal.kind === 'nobody' && principal.reason === 'unknown-token')
    return context.countStranger(address) ? 'too-many' : 'unauthenticated';
  if (principal.kind === 'person' && isFromElsewhere(context, socket)) return 'unauthenticated';
  Object.assign(socket.data, { principal, address });
  return undefined;
}

/** A page of another site may open a line, and the browser may send our cookie along: such a line is nobody's. */
function isFromElsewhere(context: Context, socket: Line): boolean {
  const { origin, host } = socket.handshake.headers;
  if (origin === undefined) return false;
  const own = URL.canParse(context.publicUrl()) ? new URL(context.publicUrl()).origin : null;
  return origin !== own && (!URL.canParse(origin) || new URL(origin).host !== host);
}

/** Tells at each call whether that was one too many within a second. */
function tooOften(): () => boolean {
  let since = 0;
  let count = 0;
  return () => {
    const now = performance.now();
    if (now - since > 1_000) [since, count] = [now, 0];
    count += 1;
    return count > ASKED_A_SECOND;
  };
}

interface ProblemAnswer {
  readonly error: { readonly code: ProblemCode; readonly status: number; readonly title: string };
}

function refuse(status: number, code: ProblemCode): ProblemAnswer {
  return { error: { code, status, title: wordsFor(code, undefined) } };
}

async function watch(context: Context, socket: Line, asked: unknown): Promise<unknown> {
  const { hall: rawHall, view: name } = (asked ?? {}) as { hall?: unknown; view?: unknown };
  const request = typeof name === 'string' && name.length < 120 ? parseViewName(name) : undefined;
  if (request === undefined || typeof name !== 'string') return refuse(404, 'not-found');
  const core = context.core();
  const ticket = request.token === null ? null : (core.tokens.readTicketToken(request.token) ?? null);
  if (request.kind === 'ticket' && ticket === null)
    return context.countStranger(socket.data.address) ? refuse(429, 'too-many') : refuse(404, 'unknown-ticket');
  const hall = ticket === null ? parseHallId(rawHall) : readTicketId(ticket)?.hall;
  if (hall === undefined || core.hub.hall(hall) === undefined) return refuse(404, 'unknown-hall');
  const { principal } = socket.data;
  const place = { hall, ...(request.window === null ? {} : { window: request.window }) };
  const denied = ticket === null ? denial(watchAction(request.kind), principal, place) : undefined;
  if (denied !== undefined) return denied === 'not-known' ? refuse(401, 'unauthenticated') : refuse(403, denied);
  const source = viewSource(context.source(), hall, request, principal, ticket);
  if (source === undefined) return refuse(404, 'not-found');

  const room = JSON.stringify([hall, name, source.scope]);
  if (!socket.rooms.has(room) && socket.rooms.size > WATCHES_AT_MOST) return refuse(429, 'too-many');
  await socket.join(room);
  const entered = await context.publisher.enter(room, {
    hall,
    name,
    build: source.build,
    foldMs: FOLD_MS[request.kind],
  });
  if (socket.disconnected) {
    if (socket.nsp.adapter.rooms.get(room) === undefined) context.publisher.leave(room); // its own end came before it was opened
    return refuse(503, 'not-stored');
  }
  if (entered === undefined) {
    await socket.leave(room);
    return refuse(404, request.kind === 'ticket' ? 'unknown-ticket' : 'unknown-window');
  }
  return { ...entered, epoch: core.epoch, now: time(core.hub.now(hall)) };
}

import { io, type Socket } from 'socket.io-client';
import type { Pushed, ViewKind, Views } from '../protocol/views.ts';
import { timeLimit } from './time-limit.ts';

/** Whether what is drawn is true now. `since` is the hub's time when contact was lost. */
export type Contact =
  | { readonly state: 'loading' }
  | { readonly state: 'live' }
  | { readonly state: 'lost'; readonly since: number }
  | { readonly state: 'refused'; readonly code: string };

/** An RFC 9457 problem as the hub sends it, or one of the page's own: `offline`, `no-answer`. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly title?: string;
  readonly detail?: string;
  readonly [fact: string]: unknown;
}

export type Sent<T = Readonly<Record<string, unknown>>> =
  { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem };

export interface ConnectionOptions {
  readonly hall: string;
  /** A device's token; people and citizens have none. */
  readonly token: string | null;
  /** Of the signed-in person. */
  readonly csrfToken?: string;
}

interface Watched {
  readonly name: string;
  readonly show: (view: unknown, found: boolean) => void;
  seq: number;
  /** Whether the hub has answered `watch` on this line. */
  answered: boolean;
}

const ANSWER_WITHIN_MS = 4_000;
/** A file takes its time over a hall's radio. */
const FILE_WITHIN_MS = 20_000;
const TRIES = 2;
const COME_BACK_MS = 2_000;
/** The hub lets nobody in just now; that is no word about this page. */
const PASSING: ReadonlySet<string> = new Set(['not-stored', 'too-many']);

/** 128 random bits in hex; works without a secure context. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One page's line to the hub: whole views come in by socket, commands go out by HTTP. */
export class Connection extends EventTarget {
  readonly #options: ConnectionOptions;
  readonly #socket: Socket;
  readonly #watched = new Set<Watched>();
  #contact: Contact = { state: 'loading' };
  #epoch: string | null = null;
  #hubTime: { hub: number; local: number } | null = null;
  #return: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions) {
    super();
    this.#options = options;
    this.#socket = io({
      transports: ['websocket'],
      auth: options.token === null ? {} : { token: options.token },
      reconnectionDelay: 500,
      reconnectionDelayMax: 2_000,
      timeout: 5_000,
    });
    this.#socket.on('connect', () => {
      for (const watched of this.#watched) this.#ask(watched);
    });
    this.#socket.on('disconnect', (reason) => {
      this.#lose();
      if (reason === 'io server disconnect') this.#comeBack(); // the client library leaves this to us
    });
    this.#socket.on('connect_error', (error: Error & { readonly data?: Partial<Problem> }) => {
      if (this.#socket.active) return; // no line: the library goes on trying
      const code = error.data?.code;
      if (code !== undefined && !PASSING.has(code)) this.#turn({ state: 'refused', code });
      this.#comeBack();
    });
    this.#socket.on('view', (pushed: Pushed<unknown> & { readonly name: string }) => this.#take(pushed));
  }

  get contact(): Contact {
    return this.#contact;
  }

  /** Another one means that the hub was restored: what was counted before does not go on. */
  get epoch(): string | null {
    return this.#epoch;
  }

  /** The hub's time in ms, carried on by the device's monotonic clock; null before the first word of the hub. */
  now(): number | null {
    return this.#hubTime === null ? null : this.#hubTime.hub + performance.now() - this.#hubTime.local;
  }

  /**
   * Whole views, now and on each change. `name` is the view with its part, e.g. `counter/3`; `found` says that it was
   * there on connecting and did not just happen. Returns the end of it.
   */
  watch<K extends ViewKind>(name: K | `${K}/${string}`, show: (view: Views[K], found: boolean) => void): () => void {
    const watched: Watched = { name, show: show as (view: unknown, found: boolean) => void, seq: -1, answered: false };
    this.#watched.add(watched);
    if (this.#socket.connected) this.#ask(watched);
    return () => void this.#watched.delete(watched);
  }

  /** A word about this device for the board, kept by nobody when the line is down. */
  report(status: Readonly<Record<string, unknown>>): void {
    this.#socket.volatile.emit('status', status);
  }

  /**
   * Sends a command once: refused at once without contact, tried again with the same key when the answer was lost.
   * `path` is below `/api/v1`. A `Blob` goes as it is, under its own type; anything else as JSON.
   */
  async send<T>(path: string, body: object = {}, key = newKey()): Promise<Sent<T>> {
    if (this.#contact.state !== 'live') return { ok: false, problem: { code: 'offline', status: 0 } };
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      try {
        const sent = await post<T>(path, body, this.#headers(key));
        if (!sent.ok && typeof sent.problem['now'] === 'string') this.#setTime(sent.problem['now']);
        return sent;
      } catch {
        // no answer: the hub may have done it, so ask again under the same key
      }
    }
    return { ok: false, problem: { code: 'no-answer', status: 0 } };
  }

  close(): void {
    this.#watched.clear();
    clearTimeout(this.#return);
    this.#socket.close();
  }

  #headers(key: string): Record<string, string> {
    const headers: Record<string, string> = { 'idempotency-key': key };
    if (this.#options.token !== null) headers['authorization'] = `Bearer ${this.#options.token}`;
    if (this.#options.csrfToken !== undefined) headers['x-csrf-token'] = this.#options.csrfToken;
    return headers;
  }

  #setTime(now: string): void {
    this.#hubTime = { hub: Date.parse(now), local: performance.now() };
  }

  #comeBack(): void {
    clearTimeout(this.#return);
    this.#return = setTimeout(() => this.#socket.connect(), COME_BACK_MS);
  }

  #ask(watched: Watched): void {
    watched.answered = false;
    this.#socket.emit('watch', { hall: this.#options.hall, view: watched.name }, (answer: unknown) => {
      const refused = (answer as { error?: Problem }).error;
      if (refused !== undefined) {
        this.#turn({ state: 'refused', code: refused.code });
        return;
      }
      watched.seq = -1; // an answer always replaces what was there
      this.#show(watched, answer as Pushed<unknown>, true);
      watched.answered = true;
    });
  }

  #take(pushed: Pushed<unknown> & { readonly name: string }): void {
    for (const watched of this.#watched) {
      if (watched.name !== pushed.name) continue;
      if (pushed.epoch === this.#epoch && pushed.seq < watched.seq) continue;
      this.#show(watched, pushed, !watched.answered);
    }
  }

  #show(watched: Watched, pushed: Pushed<unknown>, found: boolean): void {
    if (!this.#watched.has(watched)) return;
    this.#epoch = pushed.epoch;
    watched.seq = pushed.seq;
    this.#setTime(pushed.now);
    watched.show(pushed.view, found);
    this.#turn({ state: 'live' });
  }

  #lose(): void {
    const since = this.now();
    if (since !== null && this.#contact.state === 'live') this.#turn({ state: 'lost', since });
  }

  #turn(contact: Contact): void {
    this.#contact = contact;
    this.dispatchEvent(new Event('contact'));
  }
}

async function post<T>(path: string, body: object, headers: Record<string, string>): Promise<Sent<T>> {
  const isFile = body instanceof Blob;
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': isFile ? body.type : 'application/json' },
    body: isFile ? body : JSON.stringify(body),
    credentials: 'same-origin',
    cache: 'no-store',
    signal: timeLimit(isFile ? FILE_WITHIN_MS : ANSWER_WITHIN_MS),
  });
  const answer = (await response.json()) as unknown;
  return response.ok ? { ok: true, body: answer as T } : { ok: false, problem: answer as Problem };
}

import type { HallId } from '../../domain/values.ts';

/** Builds a view from the committed hall; undefined: there is nothing to show any more. */
export type Build = () => Promise<unknown>;

interface Room {
  readonly hall: HallId;
  readonly name: string;
  readonly build: Build;
  /** No two of its views follow each other faster, in ms. */
  readonly foldMs: number;
  json: string;
  seq: number;
  sentAt: number;
  timer: NodeJS.Timeout | null;
  building: boolean;
  again: boolean;
}

/** A view as it goes out to a room; `seq` counts those of the room. */
export interface SentView {
  readonly hall: HallId;
  readonly name: string;
  readonly seq: number;
  readonly view: unknown;
}

/** Views that depend on the time are built anew this often. */
const REFRESH_MS = 10_000;
/** No view looks like this. */
const NOTHING_SENT = 'nothing';

/**
 * Pushes whole views, newest wins: a room a view, built when the hall changed and sent only when it differs.
 * The first change goes out at once, a burst after it folds into one.
 */
export class Publisher {
  readonly #emit: (room: string, sent: SentView) => void;
  readonly #fault: (error: unknown) => void;
  readonly #rooms = new Map<string, Room>();
  readonly #refresh: NodeJS.Timeout;

  /** `fault` is told what kept a view from being built; the next change or refresh builds it again. */
  constructor(emit: (room: string, sent: SentView) => void, fault: (error: unknown) => void) {
    this.#emit = emit;
    this.#fault = fault;
    this.#refresh = setInterval(() => this.touchAll(), REFRESH_MS).unref();
  }

  /** Opens the room where it is not open, and gives the view as it is now. */
  async enter(
    key: string,
    room: Pick<Room, 'hall' | 'name' | 'build' | 'foldMs'>,
  ): Promise<{ seq: number; view: unknown } | undefined> {
    const open = this.#rooms.get(key) ?? {
      ...room,
      json: '',
      seq: 0,
      sentAt: 0,
      timer: null,
      building: false,
      again: false,
    };
    this.#rooms.set(key, open);
    const view = await open.build();
    if (view === undefined) return undefined;
    if (open.json === '') open.json = JSON.stringify(view);
    return { seq: open.seq, view };
  }

  /** Nobody watches any more. */
  leave(key: string): void {
    const room = this.#rooms.get(key);
    clearTimeout(room?.timer ?? undefined);
    this.#rooms.delete(key);
  }

  /** The hall changed: its view leads, since everybody looks at it. */
  touch(hall: HallId): void {
    const rooms = [...this.#rooms].filter(([, room]) => room.hall === hall);
    rooms.sort(([, a], [, b]) => Number(b.name === 'hall') - Number(a.name === 'hall'));
    for (const [key, room] of rooms) this.#soon(key, room);
  }

  /** The hub's clock leapt: every view goes out once more, with the time by which pages tell when a key was pressed. */
  resend(hall: HallId): void {
    for (const room of this.#rooms.values()) if (room.hall === hall) room.json = NOTHING_SENT;
    this.touch(hall);
  }

  touchAll(): void {
    for (const [key, room] of this.#rooms) this.#soon(key, room);
  }

  close(): void {
    clearInterval(this.#refresh);
    this.clear();
  }

  /** Every room is closed: what it was built from is gone. */
  clear(): void {
    for (const key of [...this.#rooms.keys()]) this.leave(key);
  }

  /** A room that was left and opened anew is another one. */
  #isOpen(key: string, room: Room): boolean {
    return this.#rooms.get(key) === room;
  }

  #soon(key: string, room: Room): void {
    if (room.timer !== null) return;
    const rest = room.sentAt + room.foldMs - performance.now();
    if (rest <= 0) {
      void this.#publish(key, room);
      return;
    }
    room.timer = setTimeout(() => {
      room.timer = null;
      void this.#publish(key, room);
    }, rest);
  }

  async #publish(key: string, room: Room): Promise<void> {
    if (room.building) {
      room.again = true;
      return;
    }
    room.building = true;
    room.sentAt = performance.now();
    try {
      const view = await room.build();
      const json = view === undefined ? '' : JSON.stringify(view);
      if (json === '' || json === room.json || !this.#isOpen(key, room)) return;
      room.json = json;
      room.seq += 1;
      this.#emit(key, { hall: room.hall, name: room.name, seq: room.seq, view });
    } catch (error) {
      this.#fault(error);
    } finally {
      room.building = false;
      if (room.again && this.#isOpen(key, room)) this.#soon(key, room);
      room.again = false;
    }
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ViewKind, Views } from '../protocol/views.ts';
import type { Connection, Contact } from './connection.ts';

/** Holds the newest whole view for an element and draws it again on each view, each turn of contact and each second. */
export class ViewController<K extends ViewKind> implements ReactiveController {
  view: Views[K] | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #connection: Connection;
  readonly #name: K | `${K}/${string}`;
  readonly #draw = (): void => this.#host.requestUpdate();
  #unwatch: (() => void) | null = null;
  #tick: ReturnType<typeof setInterval> | null = null;

  constructor(host: ReactiveControllerHost, connection: Connection, name: K | `${K}/${string}`) {
    this.#host = host;
    this.#connection = connection;
    this.#name = name;
    host.addController(this);
  }

  get contact(): Contact {
    return this.#connection.contact;
  }

  /** The hub's time in ms, or null before its first word. */
  now(): number | null {
    return this.#connection.now();
  }

  hostConnected(): void {
    this.#unwatch = this.#connection.watch<K>(this.#name, (view) => {
      this.view = view;
      this.#draw();
    });
    this.#connection.addEventListener('contact', this.#draw);
    this.#tick = setInterval(this.#draw, 1_000);
  }

  hostDisconnected(): void {
    this.#unwatch?.();
    this.#connection.removeEventListener('contact', this.#draw);
    if (this.#tick !== null) clearInterval(this.#tick);
  }
}

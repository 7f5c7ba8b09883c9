import type { Outcome } from '../domain/queue/ticket.ts';
import type { CounterView } from '../protocol/views.ts';
import { unreachable } from '../domain/values.ts';
import type { Sent } from '../ui/connection.ts';
import type { StaffPage } from '../ui/staff-page.ts';
import type { KeyName } from './desk-keys.ts';
import type { Press } from './press.ts';

/** The commands of one window, each with what the screen showed and when it was pressed. */
export class WindowCommands {
  readonly #page: StaffPage;
  readonly #window: number;
  readonly #press: Press;

  constructor(page: StaffPage, window: number, press: Press) {
    this.#page = page;
    this.#window = window;
    this.#press = press;
  }

  /** A key that needs nothing further said. */
  async key(name: Exclude<KeyName, 'finish' | 'pause'>, view: CounterView): Promise<void> {
    await this.#send(name, verbOf(name), view, {});
  }

  async pause(view: CounterView, reason: string): Promise<void> {
    await this.#send('pause', 'pause', view, { reason });
  }

  /** A note typed and not saved goes first: finishing must not lose it. */
  async finish(view: CounterView, outcome: Outcome, unsaved: string | null): Promise<void> {
    if (unsaved !== null && !(await this.#send('finish', 'note', view, { text: unsaved }))) return;
    await this.#send('finish', 'finish', view, { outcome });
  }

  async note(view: CounterView, text: string): Promise<void> {
    await this.#send('note', 'note', view, { text });
  }

  async walkIn(view: CounterView, service: string): Promise<void> {
    await this.#send('walk-in', 'walk-in', view, { service });
  }

  /** True once the window is closed. */
  async close(view: CounterView): Promise<boolean> {
    return this.#send('close', 'close', view, {});
  }

  async #send(key: string, verb: string, view: CounterView, more: object): Promise<boolean> {
    const freshness = this.#press.freshness(view.current?.number ?? null);
    if (freshness === null) return false;
    const path = `/halls/${this.#page.session.hall}/windows/${this.#window}/${verb}`;
    const sent: Sent<unknown> | null = await this.#press.send(key, path, { ...freshness, ...more });
    return sent?.ok === true;
  }
}

function verbOf(name: Exclude<KeyName, 'finish' | 'pause'>): string {
  switch (name) {
    case 'callNext':
      return 'call-next';
    case 'recall':
      return 'recall';
    case 'arrive':
      return 'arrived';
    case 'noShow':
      return 'no-show';
    case 'goOn':
      return 'continue';
    case 'undo':
      return 'undo';
    default:
      return unreachable(name);
  }
}

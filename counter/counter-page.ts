import { LitElement } from 'lit';
import type { StaffPage } from '../ui/staff-page.ts';
import { WindowChoice } from './window-choice.ts';
import { WindowDesk } from './window-desk.ts';

/** A clerk's page: their own window goes on where it was, else they choose a free one. */
export class CounterPage extends LitElement {
  static override properties = { inside: { state: true } };
  declare private inside: WindowChoice | WindowDesk;
  readonly #page: StaffPage;

  constructor(page: StaffPage) {
    super();
    this.#page = page;
    this.inside = page.session.window === null ? this.#choice(null) : this.#desk(page.session.window);
  }

  #choice(notice: string | null): WindowChoice {
    return new WindowChoice(this.#page, notice, (window) => (this.inside = this.#desk(window)));
  }

  /** `notice`: why one is back at the choice, null when one closed the window oneself. */
  #desk(window: number): WindowDesk {
    return new WindowDesk(this.#page, window, (notice) => (this.inside = this.#choice(notice)));
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    return this.inside;
  }
}

customElements.define('counter-page', CounterPage);

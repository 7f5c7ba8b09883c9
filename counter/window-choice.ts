import { html, LitElement, nothing } from 'lit';
import type { HallWindow } from '../protocol/views.ts';
import '../ui/contact-bar.ts';
import { nameIn } from '../ui/name-in.ts';
import type { StaffPage } from '../ui/staff-page.ts';
import { ViewController } from '../ui/view-controller.ts';
import { Press } from './press.ts';
import { toldLine } from './told-line.ts';

/** Which window today: the free ones are offered, one press opens. */
export class WindowChoice extends LitElement {
  readonly #page: StaffPage;
  readonly #notice: string | null;
  readonly #opened: (window: number) => void;
  readonly #hall: ViewController<'hall'>;
  readonly #press: Press;

  constructor(page: StaffPage, notice: string | null, opened: (window: number) => void) {
    super();
    this.#page = page;
    this.#notice = notice;
    this.#opened = opened;
    this.#hall = new ViewController(this, page.connection, 'hall');
    this.#press = new Press(this, page.connection, page.strings);
  }

  async #open({ no, status }: HallWindow): Promise<void> {
    const freshness = this.#press.freshness(null);
    if (status !== 'closed' || freshness === null) return;
    const sent = await this.#press.send('open', `/halls/${this.#page.session.hall}/windows/${no}/open`, freshness);
    if (sent?.ok === true) this.#opened(no);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    const { strings, session, signOut, language } = this.#page;
    const { door, staffNo, desk } = strings.counter;
    const { view, contact } = this.#hall;
    if (view === null) return html`<main class="door"><p role="status">${strings.common.loading}…</p></main>`;
    const free = view.windows.some((window) => window.status === 'closed');
    document.title = strings.counter.title;
    return html`<contact-bar .contact=${contact} .strings=${strings} .zone=${view.hall.zone}></contact-bar>
      <main class="door windows">
        <div class="sign">
          <div class="hd rule">
            <span class="mark" aria-hidden="true"><i>${view.hall.mark}</i></span>
            <div><b>${nameIn(view.hall, language)}</b><span>${staffNo(session.staffNo)} ${session.name}</span></div>
          </div>
          ${this.#notice === null ? nothing : html`<p class="err" role="alert">${this.#notice}</p>`}
          <h1>${door.heading}</h1>
          <p class="m">${free ? door.hint : door.none}</p>
          <div class="wins" aria-label=${desk.idle}>${view.windows.map((window) => this.#windowKey(window))}</div>
          ${toldLine(this.#press.told, strings)}
          <button class="lite" @click=${() => void signOut()} data-testid="sign-out">${strings.counter.signOut}</button>
        </div>
      </main>`;
  }

  #windowKey(window: HallWindow): unknown {
    const { door } = this.#page.strings.counter;
    const { windowNo } = this.#page.strings.common;
    const taken = window.status !== 'closed';
    return html`<button
      class="win"
      aria-disabled=${taken ? 'true' : 'false'}
      aria-label=${taken ? `${windowNo(window.no)} ${door.taken}` : windowNo(window.no)}
      aria-busy=${this.#press.busy === null ? 'false' : 'true'}
      title=${taken ? door.taken : window.name}
      data-testid="window-${window.no}"
      @click=${() => void this.#open(window)}
    >
      ${window.no}
    </button>`;
  }
}

customElements.define('window-choice', WindowChoice);

import { html, LitElement, nothing } from 'lit';
import type { HallView } from '../protocol/views.ts';
import { ask } from '../ui/ask.ts';
import { nameIn } from '../ui/name-in.ts';
import { type Language, languages } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';

interface Way {
  readonly to: string;
  readonly name: string;
  readonly what?: string;
}

const TRY_AGAIN_MS = 3_000;

/** `/`: the ways to all pages of a hall. */
export class HomePage extends LitElement {
  static override properties = { hall: { state: true } };
  declare private hall: Pick<HallView, 'hall' | 'windows'> | null;
  readonly #hallId: string;
  readonly #language: Language;
  readonly #strings: Strings;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(hallId: string, language: Language) {
    super();
    this.hall = null;
    this.#hallId = hallId;
    this.#language = language;
    this.#strings = languages[language];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#lookUp();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#again);
  }

  async #lookUp(): Promise<void> {
    const answer = await ask<HallView>('GET', `/halls/${encodeURIComponent(this.#hallId)}`);
    if (answer.ok) this.hall = answer.body;
    else if (this.isConnected) this.#again = setTimeout(() => void this.#lookUp(), TRY_AGAIN_MS);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    const { home, common } = this.#strings;
    const windows = this.hall?.windows.map(({ no }) => no) ?? [];
    document.title = this.hall === null ? home.title : nameIn(this.hall.hall, this.#language);
    return html`<main class="home">
      <header class="rule">
        ${this.hall === null ? nothing : html`<span class="mark" aria-hidden="true"><i>${this.hall.hall.mark}</i></span>`}
        <h1 data-testid="hall-name">
          ${this.hall === null ? `${common.loading}…` : nameIn(this.hall.hall, this.#language)}
        </h1>
      </header>
      <div class="groups">
        ${this.#group(home.citizens, [{ to: '/dispenser', name: home.dispenser, what: home.dispenserFor }])}
        ${this.#group(home.staff, [
          { to: '/counter', name: home.counter, what: home.counterFor },
          { to: '/supervisor', name: home.supervisor, what: home.supervisorFor },
        ])}
        ${this.#group(home.screens, [
          { to: '/display', name: home.hallScreen, what: home.hallScreenFor },
          { to: '/display?layout=windows', name: home.windowsScreen, what: home.windowsScreenFor },
        ])}
        ${this.#byWindow(home.windowScreen, '/display', windows)} ${this.#byWindow(home.ratingPad, '/rating', windows)}
      </div>
    </main>`;
  }

  #group(title: string, ways: readonly Way[]): unknown {
    return html`<section>
      <h2>${title}</h2>
      ${ways.map(({ to, name, what }) => html`<a href=${this.#address(to)}><b>${name}</b><span>${what}</span></a>`)}
    </section>`;
  }

  #byWindow(title: string, page: string, windows: readonly number[]): unknown {
    if (windows.length === 0) return nothing;
    return html`<section>
      <h2>${title}</h2>
      <p>
        ${windows.map((no) => {
          const to = this.#address(`${page}?window=${no}`);
          return html`<a class="seal-link" href=${to} aria-label=${this.#strings.common.windowNo(no)}
            ><b class=${no > 9 ? 'seal line two' : 'seal line'}><i>${no}</i></b></a
          >`;
        })}
      </p>
    </section>`;
  }

  /** The hall asked for stays asked for. */
  #address(to: string): string {
    const hall = new URLSearchParams(location.search).get('hall');
    if (hall === null) return to;
    return `${to}${to.includes('?') ? '&' : '?'}hall=${encodeURIComponent(hall)}`;
  }
}

customElements.define('home-page', HomePage);

import { html, LitElement, nothing } from 'lit';
import { unreachable } from '../domain/values.ts';
import { may } from '../protocol/rights.ts';
import '../ui/contact-bar.ts';
import { clockTime, dayOf } from '../ui/hall-time.ts';
import { nameIn } from '../ui/name-in.ts';
import type { StaffPage } from '../ui/staff-page.ts';
import { type Strings, supervisorWords } from '../ui/strings/supervisor-strings.ts';
import { ViewController } from '../ui/view-controller.ts';
import { hallLine, type HallLine } from './hall-line.ts';
import { inWordsOf, namesOf } from './service-names.ts';
import { isTab, type Tab, tabsFor } from './tabs.ts';
import './account-admin.ts';
import './day-report.ts';
import './device-admin.ts';
import './live-board.ts';
import './settings-editor.ts';
import './staffing-advice.ts';
import './voice-desk.ts';

/** The supervisor’s page: a head with the tabs this person may see, and the one chosen. */
export class SupervisorPage extends LitElement {
  static override properties = { tab: { state: true } };
  declare private tab: Tab;
  readonly #page: StaffPage;
  readonly #strings: Strings;
  readonly #line: HallLine;
  readonly #tabs: readonly Tab[];
  readonly #hall: ViewController<'hall'>;
  readonly #board: ViewController<'board'> | null;
  readonly #follow = (): void => this.#go(location.hash.slice(1));

  constructor(page: StaffPage) {
    super();
    this.#page = page;
    this.#strings = { ...page.strings, supervisor: supervisorWords[page.language] };
    this.#line = hallLine(page.connection, page.session.hall);
    this.#tabs = tabsFor(page.session.role);
    this.#hall = new ViewController(this, page.connection, 'hall');
    this.#board = this.#tabs.includes('live') ? new ViewController(this, page.connection, 'board') : null;
    this.tab = this.#tabs[0] ?? 'today';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#follow);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#follow);
  }

  #go(wish: string): void {
    if (isTab(wish) && this.#tabs.includes(wish)) this.tab = wish;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    const strings = this.#strings;
    return html`${this.#head()}
      <contact-bar .contact=${this.#hall.contact} .strings=${strings} zone=${this.#zone()}></contact-bar>
      <main>${this.#body()}</main>`;
  }

  #zone(): string {
    return this.#hall.view?.hall.zone ?? 'Asia/Shanghai';
  }

  #head(): unknown {
    const strings = this.#strings;
    const { session } = this.#page;
    const words = strings.supervisor;
    const hall = this.#hall.view?.hall;
    const now = this.#hall.now();
    const live = this.#hall.contact.state === 'live';
    return html`<header class="top rule">
      ${hall === undefined ? nothing : html`<span class="mark" aria-hidden="true"><i>${hall.mark}</i></span>`}
      <h1>${hall === undefined ? words.title : nameIn(hall, this.#page.language)}</h1>
      <nav>
        ${this.#tabs.map(
          (tab) =>
            html`<a
              href="#${tab}"
              class=${tab === this.tab ? 'on' : ''}
              aria-current=${tab === this.tab ? 'page' : 'false'}
              data-testid="tab-${tab}"
              >${words.tabs[tab]}</a
            >`,
        )}
      </nav>
      <span class="me">${words.me(session.staffNo, words.roles[session.role])}</span>
      <button class="key" @click=${() => this.#page.signOut()} data-testid="sign-out">${strings.common.signOut}</button>
      <span class="clock">${now === null || !live ? '' : clockTime(now, this.#zone())}</span>
    </header>`;
  }

  #body(): unknown {
    const strings = this.#strings;
    const { session } = this.#page;
    const line = this.#line;
    const now = this.#hall.now();
    const windows = this.#hall.view?.windows ?? [];
    const board = this.#board?.view ?? null;
    switch (this.tab) {
      case 'live':
        return html`<live-board
          .view=${board === null ? null : inWordsOf(board, this.#hall.view?.services ?? [], this.#page.language)}
          ?mayClose=${may('close-window', session.role)}
          .contact=${this.#hall.contact}
          .now=${now}
          .line=${line}
          .strings=${strings}
        ></live-board>`;
      case 'today':
        return html`<day-report
          .line=${line}
          .strings=${strings}
          .today=${now === null ? null : dayOf(now, this.#zone())}
          .services=${namesOf(this.#hall.view?.services ?? [], this.#page.language)}
          zone=${this.#zone()}
        ></day-report>`;
      case 'staffing':
        return html`<staffing-advice
          .line=${line}
          .strings=${strings}
          .today=${now === null ? null : dayOf(now, this.#zone())}
          .windows=${this.#board === null ? null : windows}
          ?mayAsk=${may('watch-board', session.role)}
        ></staffing-advice>`;
      case 'devices':
        return html`<device-admin
          .line=${line}
          .strings=${strings}
          .windows=${windows}
          zone=${this.#zone()}
        ></device-admin>`;
      case 'people':
        return html`<account-admin .line=${line} .strings=${strings} own=${session.staffNo}></account-admin>`;
      case 'voice':
        return html`<voice-desk
          .line=${line}
          .strings=${strings}
          number=${`${this.#hall.view?.services[0]?.prefix ?? 'A'}012`}
          window=${windows[2]?.no ?? windows[0]?.no ?? 1}
        ></voice-desk>`;
      case 'settings':
        return html`<settings-editor
          .line=${line}
          .strings=${strings}
          .now=${now}
          zone=${this.#zone()}
        ></settings-editor>`;
      default:
        return unreachable(this.tab);
    }
  }
}

customElements.define('supervisor-page', SupervisorPage);

import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { HallView, WindowView } from '../protocol/views.ts';
import type { Connection } from '../ui/connection.ts';
import { cssVariables } from '../ui/css-variables.ts';
import { clockTime } from '../ui/hall-time.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { ViewController } from '../ui/view-controller.ts';
import { type Call, callsOf, NEW_FOR_MS } from './calls.ts';
import { notYet } from './not-yet.ts';
import { numberClass, seal } from './parts.ts';

export interface WindowScreenOptions {
  readonly connection: Connection;
  readonly strings: Strings;
  readonly language: Language;
  readonly window: number;
}

const SEALS_ELSEWHERE = 6;

/** The screen over one window. The hall view tells it when the call was made. */
export class WindowScreen extends LitElement {
  readonly #options: WindowScreenOptions;
  readonly #window: ViewController<'window'>;
  readonly #hall: ViewController<'hall'>;
  #drawn: { readonly no: number; readonly age: number } | null = null;
  #settle: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WindowScreenOptions) {
    super();
    this.#options = options;
    this.#window = new ViewController<'window'>(this, options.connection, `window/${String(options.window)}`);
    this.#hall = new ViewController(this, options.connection, 'hall');
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#settle);
  }

  protected override render(): unknown {
    const { strings } = this.#options;
    const { view, contact } = this.#window;
    const now = this.#window.now();
    if (view === null || now === null || contact.state === 'refused') return notYet(contact, strings);
    document.title = `${strings.display.windowTitle} ${view.no}`;
    const since = contact.state === 'lost' ? contact.since : null;
    const shut = view.number === null && view.status !== 'open';
    const look = since !== null || shut ? 'mute' : view.number === null ? 'line' : 'full';
    return html`<main class="stage window">
      <header class="name rule">
        ${seal(view.no, look)}
        <h1>${strings.display.windowUnit || view.name}</h1>
        <p class="scope"><span>${view.name}</span><time data-testid="clock">${clockTime(now, view.hall.zone)}</time></p>
      </header>
      ${since === null ? this.#now(view, now) : cut(view, since, strings)}
      ${shut && since === null ? elsewhere(this.#hall.view, view.no, strings) : this.#services(view)}
    </main>`;
  }

  #now(view: WindowView, now: number): unknown {
    const { display } = this.#options.strings;
    if (view.number === null) return idle(view.status, display);
    const call = this.#call(view, now);
    const fresh = call !== undefined && call.fresh;
    this.#drawAgainAfter(call);
    const called = view.stage === 'called';
    return keyed(
      fresh ? call.no : 0,
      html`<div
        class=${fresh ? 'now new' : 'now'}
        role="status"
        ${cssVariables({ '--ran': `${-(this.#drawn?.age ?? 0)}ms` })}
        data-testid="now"
        data-stage=${view.stage ?? ''}
      >
        <span class=${numberClass(view.number)} data-testid="now-number">${view.number}</span>
        <p class=${called ? 'state go-here' : 'state'}>
          ${called ? display.comeHere : display.servingHere}${
            called ? nothing : html`<small>${display.nextWaits}</small>`
          }
        </p>
      </div>`,
    );
  }

  /** The newest call of who is called here now. */
  #call(view: WindowView, now: number): Call | undefined {
    if (view.stage !== 'called' || this.#hall.view === null) return undefined;
    const call = callsOf(this.#hall.view, now).find(
      ({ number, window }) => number === view.number && window === view.no,
    );
    if (call !== undefined && this.#drawn?.no !== call.no) this.#drawn = { no: call.no, age: call.age };
    return call;
  }

  #drawAgainAfter(call: Call | undefined): void {
    clearTimeout(this.#settle);
    if (call?.fresh === true) this.#settle = setTimeout(() => this.requestUpdate(), NEW_FOR_MS - call.age);
  }

  #services({ services }: WindowView): unknown {
    const { strings, language } = this.#options;
    return html`<aside class="scope-card" data-testid="services">
      <h2>${strings.display.services}</h2>
      <ul class=${services.length > 6 ? 'many' : ''}>
        ${services.map(
          (service) =>
            html`<li>
              <i class="plate"><i>${service.prefix}</i></i
              ><span>${nameIn(service, language)}</span>
            </li>`,
        )}
      </ul>
    </aside>`;
  }
}

function idle(status: WindowView['status'], display: Strings['display']): unknown {
  const words = {
    open: [display.off.free, display.freeHere, display.freeHereMore],
    paused: [display.off.paused, display.pausedHere, ''],
    closed: [display.off.closed, display.closedHere, ''],
  } as const;
  const [off, state, more] = words[status];
  return html`<div
    class=${status === 'open' ? 'now idle' : 'now stop'}
    role="status"
    data-testid="now"
    data-stage=${status}
  >
    <span class="off">${off}</span>
    <p class="state">${state}${more === '' ? nothing : html`<small>${more}</small>`}</p>
  </div>`;
}

/** A window that is paused or closed shows which others are open. */
function elsewhere(hall: HallView | null, own: number, { display }: Strings): unknown {
  const open = (hall?.windows ?? []).filter(({ no, status }) => no !== own && status === 'open');
  return html`<aside class="go" data-testid="elsewhere">
    <h2>${display.openElsewhere}</h2>
    ${
      open.length === 0
        ? html`<p class="none">${display.noneElsewhere}</p>`
        : html`<p class="seals">${open.slice(0, SEALS_ELSEWHERE).map(({ no }) => seal(no, 'line'))}</p>`
    }
    <small>${display.ticketsHold}</small>
  </aside>`;
}

function cut({ hall }: WindowView, since: number, { display }: Strings): unknown {
  return html`<div class="now cut" role="alert" data-testid="contact-lost">
    <div>
      <span class="off">${display.lost}</span>
      <p class="state">${display.lostFrom(clockTime(since, hall.zone))}</p>
    </div>
  </div>`;
}

customElements.define('window-screen', WindowScreen);

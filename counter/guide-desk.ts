import { html, LitElement, nothing } from 'lit';
import { CATEGORIES, type Category } from '../domain/queue/ticket.ts';
import type { ReceptionView, ServiceView } from '../protocol/views.ts';
import '../ui/contact-bar.ts';
import { clockTime } from '../ui/hall-time.ts';
import { nameIn } from '../ui/name-in.ts';
import type { StaffPage } from '../ui/staff-page.ts';
import { ViewController } from '../ui/view-controller.ts';
import { contactWord } from './desk-header.ts';
import { type Issued, issuedList, issuedNow } from './issued-tickets.ts';
import { Press } from './press.ts';
import { RepairPanel } from './repair-panel.ts';
import { toldLine } from './told-line.ts';

type DeskChannel = 'reception' | 'phone';

/** The guide desk: one press on a service issues a ticket; the switches before it fall back after each. */
export class GuideDesk extends LitElement {
  static override properties = { category: { state: true }, channel: { state: true }, issued: { state: true } };
  declare private category: Category;
  declare private channel: DeskChannel;
  declare private issued: { readonly ticket: Issued; readonly channel: DeskChannel } | null;
  readonly #page: StaffPage;
  readonly #reception: ViewController<'reception'>;
  readonly #press: Press;
  readonly #repair: RepairPanel;

  constructor(page: StaffPage) {
    super();
    this.category = 'ordinary';
    this.channel = 'reception';
    this.issued = null;
    this.#page = page;
    this.#reception = new ViewController(this, page.connection, 'reception');
    this.#press = new Press(this, page.connection, page.strings);
    this.#repair = new RepairPanel(page);
  }

  async #issue(service: ServiceView, event: MouseEvent): Promise<void> {
    const { strings, session } = this.#page;
    if (this.#press.busy === service.id) return;
    if (event.detail > 1) {
      this.#press.tell('refused', strings.reception.once);
      return;
    }
    if (this.#reception.contact.state === 'live' && !service.open) {
      this.#press.tell('refused', service.reason ?? strings.reception.closed);
      return;
    }
    const { channel, category } = this;
    const body = { service: service.id, category, channel };
    const sent = await this.#press.send<Issued>(service.id, `/halls/${session.hall}/tickets`, body);
    if (sent?.ok !== true) return;
    this.issued = { ticket: sent.body, channel };
    this.category = 'ordinary';
    this.channel = 'reception';
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override updated(): void {
    document.title = this.#page.strings.reception.title;
  }

  protected override render(): unknown {
    const { strings, language } = this.#page;
    const { view, contact } = this.#reception;
    if (view === null) return html`<main class="door"><p role="status">${strings.common.loading}…</p></main>`;
    this.#repair.services = view.services;
    this.#repair.missed = view.missed;
    this.#repair.papers = view.papers;
    const live = contact.state === 'live';
    return html`<div class="stage guide ${contact.state === 'lost' ? 'off' : ''}">
      ${this.#header(view)}
      <contact-bar .contact=${contact} .strings=${strings} .zone=${view.hall.zone}></contact-bar>
      <main class="issue">
        ${issuedNow(this.issued, view, strings, language)} ${this.#switches()}
        <ol class="choices services" aria-label=${strings.reception.issue}>
          ${view.services.map((service) => html`<li>${this.#serviceKey(service, live)}</li>`)}
        </ol>
        ${toldLine(this.#press.told, strings)}
      </main>
      <aside class="lately">
        ${issuedList(view, strings, language)}
        <section class="mending">
          <h2>${strings.counter.repair.heading}</h2>
          ${this.#repair}
        </section>
      </aside>
    </div>`;
  }

  #header(view: ReceptionView): unknown {
    const { strings, session, signOut } = this.#page;
    const { reception, counter } = strings;
    const { contact } = this.#reception;
    const now = this.#reception.now();
    const trouble = view.printer !== 'ready' && view.printer !== 'unasked';
    return html`<header class="top rule">
      <span class="mark" aria-hidden="true"><i>${view.hall.mark}</i></span>
      <h1>${reception.title}</h1>
      <span class="m">${counter.staffNo(session.staffNo)}</span>
      <span class="sp"></span>
      <span class="tag ${trouble ? 'pri' : ''}" data-testid="printer">
        ${view.printer === null ? reception.noPrinter : reception.printer[view.printer]}
      </span>
      ${contactWord(contact, strings)}
      <button class="lite" @click=${() => void signOut()} data-testid="sign-out">${counter.signOut}</button>
      <span class="clock">${now === null ? '' : clockTime(now, view.hall.zone)}</span>
    </header>`;
  }

  #switches(): unknown {
    const { counter, reception } = this.#page.strings;
    const phone = this.channel === 'phone';
    return html`<div class="switches">
      <div role="radiogroup" aria-label=${reception.category}>
        ${CATEGORIES.map(
          (category) =>
            html`<button
              class="lite tall"
              role="radio"
              aria-checked=${this.category === category ? 'true' : 'false'}
              data-testid="category-${category}"
              @click=${() => (this.category = category)}
            >
              ${counter.category[category]}
            </button>`,
        )}
      </div>
      <button
        class="lite tall"
        aria-pressed=${phone ? 'true' : 'false'}
        data-testid="channel-phone"
        @click=${() => (this.channel = phone ? 'reception' : 'phone')}
      >
        ${reception.phone}
      </button>
    </div>`;
  }

  #serviceKey(service: ServiceView, live: boolean): unknown {
    const { strings, language } = this.#page;
    const { reception } = strings;
    const usable = live && service.open;
    return html`<button
      class="choice"
      aria-disabled=${usable ? 'false' : 'true'}
      aria-busy=${this.#press.busy === service.id ? 'true' : 'false'}
      title=${usable ? nothing : live ? (service.reason ?? reception.closed) : strings.counter.why.lost}
      data-testid="issue-${service.id}"
      @click=${(event: MouseEvent) => void this.#issue(service, event)}
    >
      <span class="plate"><i>${service.prefix}</i></span>
      <span
        ><b>${nameIn(service, language)}</b
        ><small
          >${service.open ? reception.waiting(service.waiting) : (service.reason ?? reception.closed)}</small
        ></span
      >
    </button>`;
  }
}

customElements.define('guide-desk', GuideDesk);

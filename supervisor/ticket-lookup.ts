import { html, LitElement, nothing } from 'lit';
import type { TicketRecord } from '../protocol/views/ticket-record.ts';
import { clockTime } from '../ui/hall-time.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import type { HallLine } from './hall-line.ts';
import { whyCalled } from './why-called.ts';

/** 查号: what was done with one of today's tickets, and why it was called when it was. */
export class TicketLookup extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    zone: {},
    found: { state: true },
    told: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  declare zone: string;
  declare private found: TicketRecord | null;
  declare private told: string | null;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.zone = 'Asia/Shanghai';
    this.found = null;
    this.told = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async #look(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { line, strings } = this;
    const number = this.querySelector('input')?.value.trim().toUpperCase() ?? '';
    if (line === null || strings === null || number === '') return;
    const answer = await line.get<TicketRecord>(`/tickets/${encodeURIComponent(number)}`);
    this.found = answer.ok ? answer.body : null;
    this.told = answer.ok ? null : problemText(strings, answer.problem);
  }

  protected override render(): unknown {
    const { found, strings, told } = this;
    if (strings === null) return nothing;
    const words = strings.supervisor.lookup;
    return html`<form class="lookup" @submit=${(event: SubmitEvent) => this.#look(event)} data-testid="lookup">
      <h2>${words.heading}</h2>
      <p>
        <label for="lookup-number">${words.number}</label>
        <input id="lookup-number" size="8" maxlength="8" autocomplete="off" autocapitalize="characters" />
        <button class="key" data-testid="lookup-go">${words.go}</button>
      </p>
      <div role="status" data-testid="lookup-found">
        ${told === null ? nothing : html`<p>${told}</p>`} ${found === null ? nothing : this.#record(found, strings)}
      </div>
    </form>`;
  }

  #record(ticket: TicketRecord, strings: Strings): unknown {
    const words = strings.supervisor.lookup;
    const { calledAt, category, choice, lastCalledAt, noShows, outcome, serviceName, status, window } = ticket;
    const line = (at: string | null, what: string): unknown =>
      at === null ? nothing : html`<li><time>${clockTime(Date.parse(at), this.zone)}</time> ${what}</li>`;
    return html`<p><b class="no">${ticket.number}</b> ${strings.reception.status[status]}</p>
      <ul>
        ${line(ticket.issuedAt, words.issued(serviceName, strings.counter.category[category]))}
        ${line(calledAt, window === null || lastCalledAt !== calledAt ? words.called : words.calledTo(window))}
        ${lastCalledAt === calledAt ? nothing : line(lastCalledAt, words.calledLast(window, noShows))}
        ${choice === null ? nothing : html`<li class="why">${whyCalled(choice, strings.supervisor.why)}</li>`}
        ${line(ticket.arrivedAt, words.arrived)}
        ${line(ticket.finishedAt, outcome === null ? words.finished : strings.counter.outcome[outcome])}
      </ul>`;
  }
}

customElements.define('ticket-lookup', TicketLookup);

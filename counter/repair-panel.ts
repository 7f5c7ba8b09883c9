import { html, LitElement, nothing } from 'lit';
import type { PaperTrouble, ServiceView } from '../protocol/views.ts';
import type { StaffPage } from '../ui/staff-page.ts';
import { findNumber } from './find-number.ts';
import { serviceChoice } from './panels.ts';
import { Press } from './press.ts';
import { toldLine } from './told-line.ts';

type Repair = 'reinstate' | 'cancel' | 'change-service' | 'reprint';
type Step = 'find' | 'cancel' | 'change-service';

/** Mends a ticket found by its number: back in the queue, cancelled, another service, printed again, paper or none. */
export class RepairPanel extends LitElement {
  static override properties = {
    services: { attribute: false },
    missed: { attribute: false },
    papers: { attribute: false },
    step: { state: true },
    typed: { state: true },
  };
  declare services: readonly ServiceView[];
  declare missed: readonly string[];
  declare papers: readonly PaperTrouble[];
  declare private step: Step;
  declare private typed: string;
  readonly #page: StaffPage;
  readonly #press: Press;

  constructor(page: StaffPage) {
    super();
    this.#page = page;
    this.#press = new Press(this, page.connection, page.strings);
    this.services = [];
    this.missed = [];
    this.papers = [];
    this.step = 'find';
    this.typed = '';
  }

  #choose(repair: Repair): void {
    const number = findNumber(this.typed);
    if (number === undefined) {
      this.#press.tell('refused', this.#page.strings.counter.repair.badNumber);
      return;
    }
    this.typed = number;
    this.#press.hush();
    if (repair === 'reinstate' || repair === 'reprint') void this.#mend(number, repair, {});
    else this.step = repair;
  }

  async #mend(number: string, repair: Repair, body: object): Promise<void> {
    const done = this.#page.strings.counter.repair.done[repair];
    await this.#send(number, repair, body, done(number));
    this.step = 'find';
  }

  async #paper(number: string, came: boolean): Promise<void> {
    const { done } = this.#page.strings.counter.repair;
    await this.#send(number, 'paper', { came }, came ? done.came(number) : done.notCame(number));
  }

  async #send(number: string, verb: Repair | 'paper', body: object, done: string): Promise<void> {
    const path = `/halls/${this.#page.session.hall}/tickets/${number}/${verb}`;
    const sent = await this.#press.send(`${verb} ${number}`, path, body);
    if (sent?.ok !== true) return;
    this.#press.tell('done', done);
    this.typed = '';
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    const { strings, language } = this.#page;
    const { repair, back } = strings.counter;
    const number = findNumber(this.typed) ?? '';
    const give = (): void => void (this.step = 'find');
    const goBack = html`<button class="lite" @click=${give}>${back}</button>`;
    if (this.step === 'change-service') {
      const choose = (service: ServiceView): void => void this.#mend(number, 'change-service', { service: service.id });
      return html`<h3>${repair.changeTo(number)} ${goBack}</h3>
        ${serviceChoice(this.services, language, choose)} ${toldLine(this.#press.told, strings)}`;
    }
    return html`${this.#find()}
      <p class="acts">${this.step === 'cancel' ? html`${this.#sure(number)} ${goBack}` : this.#acts()}</p>
      ${toldLine(this.#press.told, strings)} ${this.#missedList()} ${this.#paperList()}`;
  }

  #find(): unknown {
    const { repair } = this.#page.strings.counter;
    return html`<label class="find"
      ><span>${repair.find}</span>
      <input
        .value=${this.typed}
        placeholder=${repair.findHint}
        autocomplete="off"
        maxlength="12"
        data-testid="repair-number"
        @input=${(event: InputEvent) => this.#type((event.target as HTMLInputElement).value)}
    /></label>`;
  }

  #type(typed: string): void {
    this.typed = typed;
    this.step = 'find';
  }

  #acts(): unknown {
    const { repair } = this.#page.strings.counter;
    const act = (name: Repair, words: string): unknown =>
      html`<button
        class="lite tall"
        aria-busy=${this.#press.busy?.startsWith(`${name} `) === true ? 'true' : 'false'}
        data-testid="repair-${name}"
        @click=${() => this.#choose(name)}
      >
        ${words}
      </button>`;
    return html`${act('reinstate', repair.reinstate)} ${act('reprint', repair.reprint)}
    ${act('change-service', repair.change)} ${act('cancel', repair.cancel)}`;
  }

  #sure(number: string): unknown {
    return html`<button
      class="lite tall"
      data-testid="repair-sure"
      @click=${() => void this.#mend(number, 'cancel', {})}
    >
      ${this.#page.strings.counter.repair.cancelSure(number)}
    </button>`;
  }

  #missedList(): unknown {
    const { repair } = this.#page.strings.counter;
    return html`<h3>${this.missed.length === 0 ? repair.noMissed : repair.missed}</h3>
      <p class="acts" data-testid="missed">
        ${this.missed.map(
          (number) => html`<button class="lite tall" @click=${() => this.#type(number)}>${number}</button>`,
        )}
      </p>`;
  }

  #paperList(): unknown {
    const { repair } = this.#page.strings.counter;
    if (this.papers.length === 0) return nothing;
    const act = (id: string, words: string, press: () => void): unknown =>
      html`<button class="lite" data-testid=${id} @click=${press}>${words}</button>`;
    return html`<h3>${repair.papers}</h3>
      <ul class="papers" data-testid="papers">
        ${this.papers.map(
          ({ number, print }) =>
            html`<li>
              <b>${number}</b><span>${print === 'failed' ? repair.paperFailed : repair.paperUnknown}</span>
              ${act(`came-${number}`, repair.came, () => void this.#paper(number, true))}
              ${
                print === 'unknown'
                  ? act(`lost-${number}`, repair.notCame, () => void this.#paper(number, false))
                  : act(`reprint-${number}`, repair.reprint, () => void this.#mend(number, 'reprint', {}))
              }
            </li>`,
        )}
      </ul>`;
  }
}

customElements.define('repair-panel', RepairPanel);

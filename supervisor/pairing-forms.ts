import { html, LitElement, nothing } from 'lit';
import { DEVICE_KINDS } from '../domain/actor.ts';
import type { HallWindow } from '../protocol/views.ts';
import { qrCode } from '../ui/qr-code.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { clearForm, formFields } from './form-fields.ts';
import { formProblem } from './form-problem.ts';
import type { HallLine } from './hall-line.ts';

interface Told {
  readonly form: 'code' | 'link';
  readonly good: boolean;
  readonly text: string;
}

/** Two ways to let a device in: the code it shows, or a link that works once. Tells `paired` when one came in. */
export class PairingForms extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    windows: { attribute: false },
    told: { state: true },
    url: { state: true },
    busy: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  declare windows: readonly HallWindow[];
  declare private told: Told | null;
  declare private url: string | null;
  declare private busy: boolean;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.windows = [];
    this.told = null;
    this.url = null;
    this.busy = false;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async #approve(event: SubmitEvent): Promise<void> {
    const field = formFields(event);
    const clear = clearForm(event);
    if (this.busy || this.line === null || this.strings === null) return;
    const words = this.strings.supervisor.devices;
    const code = field('code').replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) {
      this.told = { form: 'code', good: false, text: words.badCode };
      return;
    }
    this.busy = true;
    const answer = await this.line.post('/devices', { code, ...place(field) });
    this.busy = false;
    const text = answer.ok ? words.approved : formProblem(this.strings, answer.problem);
    this.told = { form: 'code', good: answer.ok, text };
    if (!answer.ok) return;
    clear();
    this.dispatchEvent(new CustomEvent('paired'));
  }

  async #makeLink(event: SubmitEvent): Promise<void> {
    const field = formFields(event);
    if (this.busy || this.line === null || this.strings === null) return;
    this.busy = true;
    const answer = await this.line.post<{ url: string }>('/pairing-keys', { kind: field('kind'), ...place(field) });
    this.busy = false;
    this.url = answer.ok ? answer.body.url : null;
    this.told = answer.ok ? null : { form: 'link', good: false, text: formProblem(this.strings, answer.problem) };
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const { supervisor } = this.strings;
    const { admin, devices, equipment } = supervisor;
    return html`<section>
        <h2>${devices.approve}</h2>
        <p class="note">${devices.approveHow}</p>
        <form class="fields" @submit=${(event: SubmitEvent) => this.#approve(event)} data-testid="approve">
          <label
            >${devices.code}
            <input name="code" inputmode="numeric" autocomplete="off" maxlength="7" required data-testid="approve-code"
          /></label>
          ${this.#placeFields(admin)}
          <button class="key go" ?disabled=${this.busy} data-testid="approve-go">${devices.approveGo}</button>
        </form>
        ${this.#toldBy('code')}
      </section>
      <section>
        <h2>${devices.link}</h2>
        <p class="note">${devices.linkHow}</p>
        <form class="fields" @submit=${(event: SubmitEvent) => this.#makeLink(event)} data-testid="link">
          <label
            >${devices.kind}
            <select name="kind" data-testid="link-kind">
              ${DEVICE_KINDS.map((kind) => html`<option value=${kind}>${equipment.kind[kind]}</option>`)}
            </select></label
          >
          ${this.#placeFields(admin)}
          <button class="key go" ?disabled=${this.busy} data-testid="link-go">${devices.linkGo}</button>
        </form>
        ${this.#toldBy('link')}
        ${
          this.url === null
            ? nothing
            : html`<div class="link" role="status">
                <p>${devices.linkMade}</p>
                ${qrCode(this.url, devices.qrOf)}
                <p class="url" data-testid="link-url">${this.url}</p>
              </div>`
        }
        <h3>${devices.permanent}</h3>
        <p class="note">${devices.permanentHow}</p>
      </section>`;
  }

  #placeFields(words: Strings['supervisor']['admin']): unknown {
    return html`<label
        >${words.window}
        <select name="window">
          <option value="">${words.noWindow}</option>
          ${this.windows.map(({ no }) => html`<option value=${no}>${no}</option>`)}
        </select></label
      >
      <label
        >${words.name} <input name="name" maxlength="40" autocomplete="off" placeholder=${words.optional}
      /></label>`;
  }

  #toldBy(form: Told['form']): unknown {
    if (this.told?.form !== form) return nothing;
    const { good, text } = this.told;
    return html`<p class=${good ? 'good' : 'told'} role=${good ? 'status' : 'alert'}>${text}</p>`;
  }
}

function place(field: (name: string) => string): { window?: number; name?: string } {
  const window = field('window');
  const name = field('name').trim();
  return { ...(window === '' ? {} : { window: Number(window) }), ...(name === '' ? {} : { name }) };
}

customElements.define('pairing-forms', PairingForms);

import { html, LitElement, nothing } from 'lit';
import type { PriorityShare } from '../domain/queue/order/ratio-warning.ts';
import { clockTime } from '../ui/hall-time.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import type { HallLine } from './hall-line.ts';
import { at, type Json, put, textAt } from './json-tree.ts';
import { draftFaults, type FieldFault, hubFaults } from './settings-faults.ts';
import type { Draft } from './settings-fields.ts';
import { readFile, saveAsFile } from './settings-file.ts';
import { orderSection, orderWarning } from './settings-order.ts';
import { hallSection, ruleSection, serviceSection, windowSection } from './settings-sections.ts';
import { voiceSection } from './settings-voice.ts';

/** 设置: a hall's settings as one form; nothing holds before it is saved, and then all of it at once. */
export class SettingsEditor extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    now: { attribute: false },
    zone: {},
    saved: { state: true },
    draft: { state: true },
    faults: { state: true },
    told: { state: true },
    busy: { state: true },
    share: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  /** The hub's time in ms. */
  declare now: number | null;
  declare zone: string;
  /** As the hub has it. */
  declare private saved: Json | null;
  declare private draft: Json | null;
  declare private faults: readonly FieldFault[];
  declare private told: { readonly good: boolean; readonly text: string } | null;
  declare private busy: boolean;
  /** Of the hall's recent tickets; null while it is not known. */
  declare private share: PriorityShare | null;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.now = null;
    this.zone = 'Asia/Shanghai';
    this.saved = null;
    this.draft = null;
    this.faults = [];
    this.told = null;
    this.busy = false;
    this.share = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async load(): Promise<void> {
    if (this.line === null || this.strings === null) return;
    const answer = await this.line.get<Json>('/settings');
    if (answer.ok) this.#begin(answer.body);
    this.told = answer.ok ? null : { good: false, text: problemText(this.strings, answer.problem) };
    const share = await this.line.get<PriorityShare>('/priority-share');
    this.share = share.ok ? share.body : null;
  }

  #begin(settings: Json): void {
    this.saved = settings;
    this.draft = settings;
    this.faults = [];
  }

  /** Once faults are shown they follow each change. */
  #change(draft: Json): void {
    if (this.strings === null) return;
    this.draft = draft;
    this.told = null;
    if (this.faults.length > 0) this.faults = draftFaults(draft, this.strings);
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { draft, line, strings } = this;
    if (this.busy || draft === null || line === null || strings === null) return;
    this.faults = draftFaults(draft, strings);
    if (this.faults.length > 0) return this.#toFirstFault();
    this.busy = true;
    const answer = await line.post('/settings', { settings: draft });
    this.busy = false;
    if (answer.ok) {
      this.saved = draft;
      const time = this.now === null ? '' : clockTime(this.now, this.zone);
      const warning = orderWarning(draft, strings, this.share);
      const saved = strings.supervisor.settings.saved(time);
      this.told = {
        good: true,
        text: warning === null ? saved : `${saved}${strings.supervisor.settings.but}${warning}`,
      };
      return;
    }
    this.faults = hubFaults(answer.problem, strings);
    if (this.faults.length > 0) return this.#toFirstFault();
    this.told = { good: false, text: problemText(strings, answer.problem) };
  }

  #toFirstFault(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  async #import(event: Event): Promise<void> {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement) || this.strings === null) return;
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const read = await readFile(file, at(this.saved ?? {}, 'hall') ?? '');
    input.value = '';
    const words = this.strings.supervisor.settings;
    if (read !== undefined) {
      this.draft = read;
      this.faults = draftFaults(read, this.strings);
    }
    this.told = { good: read !== undefined, text: read === undefined ? words.badFile : words.imported };
  }

  protected override render(): unknown {
    const { draft, strings } = this;
    if (strings === null) return nothing;
    if (draft === null) {
      return html`<p class="wait" role="status">${this.told?.text ?? strings.supervisor.admin.loading}</p>`;
    }
    const form: Draft = {
      tree: draft,
      faults: this.faults,
      words: strings.supervisor.settings,
      put: (path, value) => this.#change(put(this.draft ?? {}, path, value)),
    };
    return html`<form
      class="settings"
      novalidate
      @submit=${(event: SubmitEvent) => this.#save(event)}
      data-testid="settings"
    >
      ${this.#bar(strings)} ${this.#faultList(strings)} ${hallSection(form)} ${voiceSection(form)}
      ${serviceSection(form)} ${windowSection(form)} ${orderSection(form, strings, this.share)} ${ruleSection(form)}
    </form>`;
  }

  #bar({ supervisor }: Strings): unknown {
    const words = supervisor.settings;
    const changed = this.draft !== this.saved;
    const state = this.told ?? { good: true, text: changed ? words.unsaved : words.unchanged };
    return html`<div class="bar">
      <p class=${state.good ? '' : 'told'} role=${state.good ? 'status' : 'alert'} data-testid="settings-state">
        ${state.text}
      </p>
      <button
        type="button"
        class="key"
        data-testid="settings-export"
        @click=${() => saveAsFile(this.draft ?? {}, `paihao-${textAt(this.draft ?? {}, 'hall')}.json`)}
      >
        ${words.export}
      </button>
      <label class="key"
        >${words.import}<input
          class="heard"
          type="file"
          accept="application/json,.json"
          data-testid="settings-import"
          @change=${(event: Event) => this.#import(event)}
      /></label>
      <button
        type="button"
        class="key"
        ?disabled=${!changed}
        @click=${() => this.#begin(this.saved ?? {})}
        data-testid="settings-discard"
      >
        ${words.discard}
      </button>
      <button class="key go" ?disabled=${!changed || this.busy} data-testid="settings-save">${words.save}</button>
    </div>`;
  }

  /** Every fault once more with its place, also of what the form has no field for. */
  #faultList({ supervisor }: Strings): unknown {
    if (this.faults.length === 0) return nothing;
    return html`<div class="faults" role="alert" data-testid="settings-faults">
      <p class="told">${supervisor.settings.faults(this.faults.length)}</p>
      <ul>
        ${this.faults.map(({ path, text }) => html`<li><code>${path}</code> ${text}</li>`)}
      </ul>
    </div>`;
  }
}

customElements.define('settings-editor', SettingsEditor);

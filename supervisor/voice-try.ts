import { html, LitElement, nothing } from 'lit';
import { parseTicketNumber, parseWindowNo } from '../domain/values.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { formFields } from './form-fields.ts';
import type { HallLine } from './hall-line.ts';
import type { VoicePlayer } from './voice-player.ts';

/** 试听: a whole call as the hall would hear it, and who spoke it. */
export class VoiceTry extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    player: { attribute: false },
    number: {},
    window: { type: Number },
    told: { state: true },
    busy: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  declare player: VoicePlayer | null;
  /** A number and a window the hall has, to begin with. */
  declare number: string;
  declare window: number;
  declare private told: { readonly good: boolean; readonly text: string } | null;
  declare private busy: boolean;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.player = null;
    this.number = 'A012';
    this.window = 1;
    this.told = null;
    this.busy = false;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async #try(event: SubmitEvent): Promise<void> {
    const of = formFields(event);
    const { line, player, strings } = this;
    if (line === null || player === null || strings === null || this.busy) return;
    const called = parseTicketNumber(of('number').trim().toUpperCase());
    const window = parseWindowNo(of('window').trim());
    const { voice } = strings.supervisor;
    if (called === undefined || window === undefined) {
      this.told = { good: false, text: voice.tryWrong };
      return;
    }
    this.busy = true;
    const answer = await line.sound(`/voice/try?number=${called}&window=${String(window)}`);
    this.busy = false;
    if (!answer.ok) {
      this.told = { good: false, text: problemText(strings, answer.problem) };
      return;
    }
    const spoke = answer.body.voice ?? '';
    const played = await player.play(answer.body.blob);
    const words: Readonly<Record<string, string>> = voice.spokenBy;
    this.told = played ? { good: true, text: words[spoke] ?? spoke } : { good: false, text: voice.cannotPlay };
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const { voice } = this.strings.supervisor;
    return html`<form class="try" novalidate @submit=${(event: SubmitEvent) => this.#try(event)} data-testid="try">
      <label>${voice.tryNumber}<input name="number" value=${this.number} autocomplete="off" maxlength="8" /></label>
      <label
        >${voice.tryWindow}<input
          name="window"
          value=${this.window}
          inputmode="numeric"
          autocomplete="off"
          maxlength="2"
      /></label>
      <button class="key" ?disabled=${this.busy} data-testid="try-go">${voice.tryGo}</button>
      ${
        this.told === null
          ? nothing
          : html`<p
              class=${this.told.good ? '' : 'told'}
              role=${this.told.good ? 'status' : 'alert'}
              data-testid="try-told"
            >
              ${this.told.text}
            </p>`
      }
    </form>`;
  }
}

customElements.define('voice-try', VoiceTry);

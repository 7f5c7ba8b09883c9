import { html, LitElement, nothing } from 'lit';
import type { PackState } from '../protocol/voice.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';

/** Words the pack lacks and the recordings it has: each to choose, to hear, to take away after a second word. */
export class VoiceClips extends LitElement {
  static override properties = {
    strings: { attribute: false },
    pack: { attribute: false },
    word: { attribute: false },
    held: { type: Boolean },
    asking: { state: true },
  };
  declare strings: Strings | null;
  declare pack: PackState | null;
  /** The word that stands at the recorder. */
  declare word: string | null;
  /** Whether a take waits there: no other word may push it away. */
  declare held: boolean;
  declare private asking: string | null;

  constructor() {
    super();
    this.strings = null;
    this.pack = null;
    this.word = null;
    this.held = false;
    this.asking = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  #say(what: 'choose' | 'hear' | 'remove', word: string): void {
    this.asking = null;
    this.dispatchEvent(new CustomEvent(what, { detail: word }));
  }

  protected override render(): unknown {
    const { pack, strings } = this;
    if (pack === null || strings === null) return nothing;
    const { voice } = strings.supervisor;
    return html`<h3>${voice.missing(pack.missing.length)}</h3>
      <ul class="words" data-testid="missing">
        ${pack.missing.map((word) => html`<li>${this.#choose(word, word, 'word')}</li>`)}
      </ul>
      <h3>${voice.clips(pack.clips.length)}</h3>
      <ul class="clips" data-testid="clips">
        ${pack.clips.map((clip) => this.#clip(clip, strings))}
      </ul>`;
  }

  #choose(word: string, words: string, kind: 'word' | 'record'): unknown {
    const label = this.strings?.supervisor.voice.recordOf(word) ?? '';
    return html`<button
      type="button"
      class="key ${kind} ${word === this.word ? 'on' : ''}"
      aria-label=${label}
      aria-pressed=${word === this.word ? 'true' : 'false'}
      ?disabled=${this.held && word !== this.word}
      data-testid="${kind}-${word}"
      @click=${() => this.#say('choose', word)}
    >
      ${kind === 'word' ? html`<span lang="zh-CN">${words}</span>` : words}
    </button>`;
  }

  #clip({ durationMs, fault, word }: PackState['clips'][number], { supervisor }: Strings): unknown {
    const { admin, voice } = supervisor;
    if (this.asking === word) {
      return html`<li class="clip sure" data-testid="remove-sure">
        <b>${voice.removeSure(word)}</b>
        <button type="button" class="key" @click=${() => (this.asking = null)}>${admin.no}</button>
        <button type="button" class="key go" data-testid="remove-yes" @click=${() => this.#say('remove', word)}>
          ${voice.remove}
        </button>
      </li>`;
    }
    return html`<li class="clip ${fault === null ? '' : 'faulty'}" data-testid="clip-${word}">
      <b lang="zh-CN">${word}</b>
      <span>${fault === null ? voice.seconds((durationMs / 1000).toFixed(2)) : voice.clipFault[fault]}</span>
      <button
        type="button"
        class="key"
        aria-label=${voice.hearOf(word)}
        ?disabled=${fault === 'unreadable'}
        data-testid="hear-${word}"
        @click=${() => this.#say('hear', word)}
      >
        ${voice.hear}
      </button>
      ${this.#choose(word, voice.recordAgain, 'record')}
      <button
        type="button"
        class="key"
        aria-label=${voice.removeOf(word)}
        ?disabled=${this.held}
        data-testid="remove-${word}"
        @click=${() => (this.asking = word)}
      >
        ${voice.remove}
      </button>
    </li>`;
  }
}

customElements.define('voice-clips', VoiceClips);

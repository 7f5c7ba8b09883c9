import { html, LitElement, nothing } from 'lit';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { soundOfFile } from './voice-file.ts';
import { wordOfFile } from './voice-word.ts';

interface Sent {
  readonly name: string;
  readonly word: string | undefined;
  /** Under way, kept, or why not. */
  readonly outcome: 'sending' | 'kept' | { readonly refused: string };
}

/** Recordings as files, each telling its word by its name; what became of each stays to be read. */
export class VoiceUpload extends LitElement {
  static override properties = {
    strings: { attribute: false },
    keep: { attribute: false },
    sent: { state: true },
    busy: { state: true },
  };
  declare strings: Strings | null;
  /** Sends a recording of the word; null: it is kept, else why not, in words. */
  declare keep: ((word: string, sound: Blob) => Promise<string | null>) | null;
  declare private sent: readonly Sent[];
  declare private busy: boolean;

  constructor() {
    super();
    this.strings = null;
    this.keep = null;
    this.sent = [];
    this.busy = false;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async #take(event: Event): Promise<void> {
    const input = event.currentTarget;
    if (!(input instanceof HTMLInputElement) || this.busy) return;
    const files = [...(input.files ?? [])];
    input.value = '';
    this.sent = files.map(({ name }) => ({ name, word: wordOfFile(name), outcome: 'sending' }));
    this.busy = true;
    for (const [place, file] of files.entries()) {
      const refused = await this.#send(file, this.sent[place]?.word);
      const outcome = refused === null ? 'kept' : { refused };
      this.sent = this.sent.map((one, at) => (at === place ? { ...one, outcome } : one));
    }
    this.busy = false;
    this.dispatchEvent(new CustomEvent('uploaded', { bubbles: true }));
  }

  async #send(file: File, word: string | undefined): Promise<string | null> {
    const { keep, strings } = this;
    if (keep === null || strings === null) return '';
    const { fileFault } = strings.supervisor.voice;
    if (word === undefined) return fileFault['no-word'];
    const sound = await soundOfFile(file);
    return typeof sound === 'string' ? fileFault[sound] : keep(word, sound);
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const { voice } = this.strings.supervisor;
    const kept = this.sent.filter(({ outcome }) => outcome === 'kept').length;
    return html`<section class="upload" data-testid="upload">
      <h2>${voice.upload}</h2>
      <p class="note">${voice.uploadNote}</p>
      <label class="key pick"
        >${voice.choose}<input
          class="heard"
          type="file"
          multiple
          accept="audio/*,.wav,.mp3,.m4a,.ogg,.webm"
          ?disabled=${this.busy}
          data-testid="files"
          @change=${(event: Event) => this.#take(event)}
      /></label>
      <p role="status" data-testid="uploaded">
        ${this.sent.length === 0 ? nothing : voice.uploaded(kept, this.sent.length)}
      </p>
      <ul class="sent">
        ${this.sent.map((one) => this.#row(one, this.strings ?? undefined))}
      </ul>
    </section>`;
  }

  #row({ name, outcome, word }: Sent, strings: Strings | undefined): unknown {
    if (strings === undefined) return nothing;
    const { voice } = strings.supervisor;
    const told = outcome === 'sending' ? voice.sending : outcome === 'kept' ? voice.kept : outcome.refused;
    return html`<li class=${typeof outcome === 'object' ? 'refused' : ''} data-testid="sent">
      <b lang="zh-CN">${word ?? name}</b> <span lang="zh-CN">${word === undefined ? '' : name}</span> <em>${told}</em>
    </li>`;
  }
}

customElements.define('voice-upload', VoiceUpload);

import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Strings } from '../ui/strings/zh-CN.ts';

/** The note on a ticket; what is typed and not saved survives every new view, and goes with its ticket. */
export class NoteField extends LitElement {
  static override properties = {
    number: {},
    saved: { attribute: false },
    busy: { type: Boolean },
    strings: { attribute: false },
    save: { attribute: false },
    typed: { state: true },
  };
  declare number: string;
  declare saved: string | null;
  declare busy: boolean;
  declare strings: Strings | null;
  declare save: () => void;
  declare private typed: string | null;

  constructor() {
    super();
    this.number = '';
    this.saved = null;
    this.busy = false;
    this.strings = null;
    this.save = () => undefined;
    this.typed = null;
  }

  /** What was typed and differs from what the hub has; null: nothing to save. A note is replaced, never emptied. */
  get unsaved(): string | null {
    const typed = this.typed ?? '';
    return typed.trim() !== '' && typed !== this.saved ? typed : null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('number') && changed.get('number') !== undefined) this.typed = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  #keydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    this.save();
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const { desk } = this.strings.counter;
    const unsaved = this.unsaved !== null;
    const state = unsaved ? desk.noteUnsaved : this.saved === null || this.saved === '' ? '' : desk.noteSaved;
    return html`<h3><label for="note">${desk.note}</label><span>${state}</span></h3>
      <textarea
        id="note"
        class="memo"
        maxlength="200"
        data-testid="note"
        .value=${this.typed ?? this.saved ?? ''}
        @input=${(event: InputEvent) => (this.typed = (event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => this.#keydown(event)}
      ></textarea>
      <button
        class="lite"
        aria-disabled=${unsaved ? 'false' : 'true'}
        aria-busy=${this.busy ? 'true' : 'false'}
        aria-keyshortcuts="Control+Enter"
        data-testid="note-save"
        @click=${() => (unsaved ? this.save() : undefined)}
      >
        ${desk.noteSave} <kbd>Ctrl Enter</kbd>
      </button>`;
  }
}

customElements.define('note-field', NoteField);

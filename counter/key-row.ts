import { html, nothing } from 'lit';
import type { Strings } from '../ui/strings/zh-CN.ts';
import type { DeskKey } from './desk-keys.ts';

export interface KeyRow {
  readonly keys: readonly (readonly (DeskKey | null)[])[];
  /** The key whose command is under way. */
  readonly busy: string | null;
  readonly press: (key: DeskKey) => void;
  readonly otherOutcome: () => void;
  readonly strings: Strings;
}

/** 一键: nine places that never move. An unusable key is dashed and says why; pressing it says it again in words. */
export function keyRow(row: KeyRow): unknown {
  return html`<nav class="keys" aria-label=${row.strings.counter.keys.all}>
    ${row.keys.map((group) => html`<div>${group.map((key) => (key === null ? html`<i></i>` : place(key, row)))}</div>`)}
  </nav>`;
}

function place(key: DeskKey, row: KeyRow): unknown {
  if (key.name !== 'finish') return keyButton(key, row);
  return html`<span class="split">${keyButton(key, row)}${outcomeButton(key, row)}</span>`;
}

function keyButton(key: DeskKey, { busy, press }: KeyRow): unknown {
  return html`<button
    class="key ${key.next ? 'go' : ''}"
    aria-disabled=${key.why === null ? 'false' : 'true'}
    aria-busy=${busy === key.name ? 'true' : 'false'}
    aria-keyshortcuts=${key.shortcut}
    title=${key.why ?? nothing}
    data-testid="key-${key.name}"
    @click=${() => press(key)}
  >
    ${key.label}<kbd>${key.shortcut}</kbd>
  </button>`;
}

function outcomeButton(key: DeskKey, { otherOutcome, strings }: KeyRow): unknown {
  return html`<button
    class="key other"
    aria-disabled=${key.why === null ? 'false' : 'true'}
    aria-haspopup="dialog"
    aria-keyshortcuts="Shift+F9"
    title=${key.why ?? nothing}
    data-testid="key-outcome"
    @click=${otherOutcome}
  >
    ${strings.counter.keys.otherOutcome}
  </button>`;
}

import { html, nothing } from 'lit';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { type Json, isJsonRecord, listAt, textAt } from './json-tree.ts';
import type { FieldFault } from './settings-faults.ts';

/** What every field of the form draws from and writes to. */
export interface Draft {
  readonly tree: Json;
  readonly faults: readonly FieldFault[];
  readonly words: Strings['supervisor']['settings'];
  readonly put: (path: string, value: Json) => void;
}

export interface FieldOptions {
  readonly hint?: string;
  /** Empty is null: nothing set. */
  readonly nullable?: boolean;
  readonly kind?: 'text' | 'number' | 'lines';
  /** One of these, each with its words, instead of typing. */
  readonly choices?: readonly (readonly [value: string, words: string])[];
  /** How what is typed is read, where it is more than text. */
  readonly read?: (typed: string) => Json;
  readonly show?: (tree: Json, path: string) => string;
}

export function fieldId(path: string): string {
  return `f-${path.replaceAll('.', '-')}`;
}

/** A labelled field at a path, with the faults of that place and below under it. */
export function field(draft: Draft, path: string, label: string, options: FieldOptions = {}): unknown {
  const { choices, hint, kind = 'text', show = textAt } = options;
  const id = fieldId(path);
  const faults = draft.faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
  const change = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
    draft.put(path, readTyped(input.value, options));
  };
  const told = [faults.length > 0 ? `${id}-fault` : '', hint === undefined ? '' : `${id}-hint`].filter(
    (one) => one !== '',
  );
  const described = told.length > 0 ? told.join(' ') : nothing;
  const invalid = faults.length > 0 ? 'true' : 'false';
  const shown = show(draft.tree, path);
  const input =
    choices !== undefined
      ? html`<select id=${id} aria-invalid=${invalid} aria-describedby=${described} @change=${change}>
          ${choices.map(
            ([value, words]) => html`<option value=${value} .selected=${value === shown}>${words}</option>`,
          )}
        </select>`
      : kind === 'lines'
        ? html`<textarea
            id=${id}
            rows="4"
            .value=${shown}
            aria-invalid=${invalid}
            aria-describedby=${described}
            @change=${change}
          ></textarea>`
        : html`<input
            id=${id}
            inputmode=${kind === 'number' ? 'numeric' : 'text'}
            autocomplete="off"
            .value=${shown}
            aria-invalid=${invalid}
            aria-describedby=${described}
            @change=${change}
          />`;
  return html`<div class="field ${kind} ${faults.length > 0 ? 'wrong' : ''}">
    <label for=${id}>${label}</label>
    ${input} ${faults.length === 0 ? nothing : html`<p class="fault" id="${id}-fault">${faults[0]?.text}</p>`}
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
  </div>`;
}

function readTyped(typed: string, { kind, nullable, read }: FieldOptions): Json {
  if (read !== undefined) return read(typed);
  const trimmed = typed.trim();
  if (nullable === true && trimmed === '') return null;
  return kind === 'number' && /^\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** A list of words, one a line. */
export const LINES: FieldOptions = {
  kind: 'lines',
  show: (tree, path) => listAt(tree, path).map(words).join('\n'),
  read: (typed) => nonEmptyLines(typed),
};

/** A list of materials, one a line, the note after the first comma. */
export const MATERIAL_LINES: FieldOptions = {
  kind: 'lines',
  show: (tree, path) =>
    listAt(tree, path)
      .map((item) =>
        (isJsonRecord(item) ? [words(item['name']), words(item['note'])] : []).filter((word) => word !== '').join('，'),
      )
      .join('\n'),
  read: (typed) =>
    nonEmptyLines(typed).map((line) => {
      const [name = '', ...note] = line.split(/[，,]/);
      return { name: name.trim(), note: note.join('，').trim() };
    }),
};

function words(item: Json | undefined): string {
  return typeof item === 'string' || typeof item === 'number' ? String(item) : '';
}

function nonEmptyLines(typed: string): readonly string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

import type { Outcome } from '../domain/queue/ticket.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import type { DeskKey } from './desk-keys.ts';
import { digitChoice, type Panel } from './panels.ts';

/** What a press on the keyboard means at the desk. */
export type Stroke =
  | { readonly type: 'key'; readonly key: DeskKey }
  | { readonly type: 'outcomes' }
  | { readonly type: 'finish'; readonly outcome: Outcome }
  | { readonly type: 'pause'; readonly reason: string }
  | { readonly type: 'back' }
  /** A key held down: the browser must not act on it, nor do we again. */
  | { readonly type: 'held' };

/** Null when the press is none of the desk's business. */
export function readStroke(
  event: KeyboardEvent,
  keys: readonly (readonly (DeskKey | null)[])[],
  panel: Panel | null,
  strings: Strings,
): Stroke | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const key = keys.flat().find((each) => each !== null && each.shortcut === event.key) ?? null;
  if (key !== null) {
    if (event.shiftKey && key.name !== 'finish') return null;
    if (event.repeat) return { type: 'held' };
    return event.shiftKey ? { type: 'outcomes' } : { type: 'key', key };
  }
  return panel === null || event.repeat ? null : inPanel(event, panel, strings);
}

function inPanel(event: KeyboardEvent, panel: Panel, strings: Strings): Stroke | null {
  if (event.key === 'Escape') return { type: 'back' };
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return null;
  if (event.key === 'Enter') {
    const usual = panel === 'outcome' && !(event.target instanceof HTMLButtonElement);
    return usual ? { type: 'finish', outcome: 'done' } : null;
  }
  return /^[1-9]$/.test(event.key) ? digitChoice(panel, Number(event.key), strings) : null;
}

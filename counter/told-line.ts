import { html, nothing } from 'lit';
import type { Strings } from '../ui/strings/zh-CN.ts';
import type { Told } from './press.ts';

/** One line beside the keys; its place is kept when there is nothing to tell. */
export function toldLine(told: Told | null, strings: Strings): unknown {
  const signIn = html`<button class="lite" @click=${() => location.reload()} data-testid="sign-in-again">
    ${strings.counter.told.signIn}
  </button>`;
  return html`<p class="told ${told?.tone ?? ''}" role="status" aria-live="polite" data-testid="told">
    ${told === null ? nothing : html`<span>${told.words}</span>`} ${told?.signIn === true ? signIn : nothing}
  </p>`;
}

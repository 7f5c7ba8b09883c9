import { html, type TemplateResult } from 'lit';
import type { Scene } from './scene.ts';
import { WARN_MS } from './visit.ts';

/** The warning before the start page comes back, on any page. */
export function stillThere({ strings, press }: Scene, left: number): TemplateResult {
  const words = strings.dispenser;
  const seconds = Math.max(1, Math.ceil(left / 1_000));
  return html`
    <div class="veil"></div>
    <div class="timeout" role="alertdialog" aria-modal="true" aria-labelledby="still-there" data-testid="still-there">
      <h2 id="still-there">${words.stillThere}</h2>
      <p>${words.homeIn(seconds)}</p>
      <progress max=${WARN_MS} .value=${Math.max(0, left)} aria-hidden="true"></progress>
      <div class="acts">
        <button class="key" type="button" data-testid="home" @click=${() => press({ what: 'home' })}>
          ${words.home}
        </button>
        <button class="key go" type="button" data-testid="go-on" @click=${() => press({ what: 'stay' })}>
          ${words.goOn}
        </button>
      </div>
    </div>
  `;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { Level } from '../domain/queue/ticket.ts';
import type { WindowView } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import type { RatingVisit } from './rating-visit.ts';
import { windowSeal } from './window-seal.ts';

export interface AskScene {
  readonly strings: Strings;
  readonly view: WindowView;
  readonly visit: RatingVisit;
  readonly number: string;
  /** Until the question goes away by itself, as no rating. */
  readonly secondsLeft: number | null;
}

/** From best to worst; the word is the only difference between the keys. */
export const LEVELS: readonly Level[] = [5, 4, 3, 2, 1];

export function askStep({ strings, view, visit, number, secondsLeft }: AskScene): TemplateResult {
  const words = strings.rating;
  return html`
    <header class="mast rule">
      ${windowSeal(strings, view.no)} <span class="m">${words.yours}</span
      ><span class="no" data-testid="number">${number}</span>
    </header>
    <h1>${words.ask}</h1>
    <p class="sub">${words.sub}</p>
    <ul class="five">
      ${LEVELS.map(
        (level) =>
          html`<li>
            <button class="key" type="button" data-testid="level-${level}" @click=${() => visit.choose(level)}>
              <span>${words.levelLines[level].map((line) => html`<i>${line}</i>`)}</span>
            </button>
          </li>`,
      )}
    </ul>
    <p class="foot">
      <span>${secondsLeft === null ? nothing : words.closesIn(secondsLeft)}</span>
      <button class="key" type="button" data-testid="skip" @click=${() => visit.skip()}>${words.skip}</button>
    </p>
  `;
}

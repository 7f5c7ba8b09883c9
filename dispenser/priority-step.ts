import { html, type TemplateResult } from 'lit';
import { CATEGORIES } from '../domain/queue/ticket.ts';
import { orderSentence } from '../ui/order-sentence.ts';
import type { Scene } from './scene.ts';

/** Why one may come first; the proof is shown at the window and never copied. */
export function priorityStep({ strings, press, view }: Scene): TemplateResult {
  const words = strings.dispenser;
  return html`
    <h2 class="ask">${words.priorityAsk}</h2>
    <p class="sub">${words.prioritySub}<br />${orderSentence(view.hall.order, strings)}</p>
    <div class="list one">
      ${CATEGORIES.filter((category) => category !== 'ordinary').map(
        (category) =>
          html`<button
            class="key svc"
            type="button"
            data-testid="category-${category}"
            @click=${() => press({ what: 'category', category })}
          >
            <b>${words.category[category]}</b>
          </button>`,
      )}
    </div>
    <div class="acts">
      <button class="key" type="button" data-testid="back" @click=${() => press({ what: 'back' })}>
        ${words.back}
      </button>
    </div>
  `;
}

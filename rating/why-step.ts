import { html, type TemplateResult } from 'lit';
import type { WindowView } from '../protocol/views.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import type { Asking, RatingVisit } from './rating-visit.ts';
import { windowSeal } from './window-seal.ts';

export interface WhyScene {
  readonly strings: Strings;
  readonly language: Language;
  readonly view: WindowView;
  readonly visit: RatingVisit;
  readonly asking: Extract<Asking, { at: 'why' }>;
}

/** Signs that fit the words of a rating. */
const LONGEST_TEXT = 200;

/** The two lowest levels ask why: reasons to tap, words for who wants to write. */
export function whyStep({ strings, language, view, visit, asking }: WhyScene): TemplateResult {
  const words = strings.rating;
  return html`
    <header class="mast rule">
      ${windowSeal(strings, view.no)} <span class="m">${words.chose}</span
      ><b class="t">${words.levels[asking.level]}</b>
    </header>
    <div class="small">
      <h1>${words.why}</h1>
      ${
        asking.missing
          ? html`<p class="sub missing" role="alert" data-testid="reason-needed">${words.reasonNeeded}</p>`
          : html`<p class="sub">${words.whySub}</p>`
      }
    </div>
    <div class="why" role="group" aria-label=${words.why}>
      ${view.reasons.items.map(({ id, zh, en }) => {
        const on = asking.reasons.includes(id);
        return html`<button
          class="key ${on ? 'on' : ''}"
          type="button"
          aria-pressed=${on}
          data-testid="reason-${id}"
          @click=${() => visit.toggle(id)}
        >
          ${language === 'en' && en !== '' ? en : zh}
        </button>`;
      })}
    </div>
    <textarea
      class="write"
      maxlength=${LONGEST_TEXT}
      aria-label=${words.words}
      placeholder=${words.words}
      data-testid="words"
      .value=${visit.text}
      @input=${(event: InputEvent) => {
        if (event.target instanceof HTMLTextAreaElement) visit.text = event.target.value;
      }}
    ></textarea>
    <div class="acts">
      <button class="key" type="button" data-testid="back" @click=${() => visit.back()}>${words.back}</button>
      <button class="key go" type="button" data-testid="send" @click=${() => visit.submit()}>${words.send}</button>
    </div>
  `;
}

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { WindowView } from '../protocol/views.ts';
import type { Connection } from '../ui/connection.ts';
import { clockTime } from '../ui/hall-time.ts';
import { problemText } from '../ui/problem-text.ts';
import { type Language, languages } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { ViewController } from '../ui/view-controller.ts';
import { askStep } from './ask-step.ts';
import { type Asking, RatingVisit } from './rating-visit.ts';
import { restStep } from './rest-step.ts';
import { whyStep } from './why-step.ts';
import { windowSeal } from './window-seal.ts';

/** The pad at a window: asks whoever was just served, and sends what they tapped and nothing else. */
export class RatingPad extends LitElement {
  static override properties = { connection: { attribute: false }, window: { type: Number }, language: {} };
  declare connection: Connection;
  declare window: number;
  declare language: Language;
  #parts: { readonly live: ViewController<'window'>; readonly visit: RatingVisit } | null = null;

  constructor() {
    super();
    this.language = 'zh-CN';
  }

  override connectedCallback(): void {
    this.#parts ??= this.#begin();
    super.connectedCallback();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(): void {
    const view = this.#parts?.live.view;
    if (view !== null && view !== undefined) this.#parts?.visit.take(view.rate);
  }

  protected override render(): unknown {
    const strings = languages[this.language];
    const words = strings.rating;
    const view = this.#parts?.live.view ?? null;
    if (this.#parts === null || view === null) {
      const refused = this.connection.contact.state === 'refused';
      return html`<p class="stage opening" role="status">${refused ? words.refused : words.loading}</p>`;
    }
    const { live, visit } = this.#parts;
    const { contact } = live;
    if (contact.state === 'lost' && visit.asking?.at !== 'sending') {
      return stage(
        restStep({ strings, language: this.language, view }),
        html`<p class="lost" role="alert" data-testid="contact-lost">
          <span>${words.lost(clockTime(contact.since, view.hall.zone))}</span>
        </p>`,
      );
    }
    if (visit.asking === null) return stage(restStep({ strings, language: this.language, view }));
    return stage(this.#step(visit, visit.asking, view, strings));
  }

  #step(visit: RatingVisit, asking: Asking, view: WindowView, strings: Strings): TemplateResult {
    const words = strings.rating;
    switch (asking.at) {
      case 'ask': {
        const until = visit.rate === null ? null : Date.parse(visit.rate.until);
        const now = this.#parts?.live.now() ?? null;
        const left = until === null || now === null ? null : Math.max(0, Math.ceil((until - now) / 1_000));
        return askStep({ strings, view, visit, number: visit.rate?.number ?? '', secondsLeft: left });
      }
      case 'why':
        return whyStep({ strings, language: this.language, view, visit, asking });
      case 'sending':
        return lastWords(strings, view, words.sending, '');
      case 'troubled':
        return html`${lastWords(strings, view, words.notStored, problemText(strings, asking.problem))}
          <div class="acts">
            <button class="key" type="button" data-testid="give-up" @click=${() => visit.skip()}>
              ${words.giveUp}
            </button>
            <button class="key go" type="button" data-testid="again" @click=${() => visit.again()}>
              ${words.tryAgain}
            </button>
          </div>`;
      case 'over': {
        if (asking.how === 'rated') return lastWords(strings, view, words.thanks, words.thanksSub, true);
        if (asking.how === 'already-rated') return lastWords(strings, view, words.alreadyRated, '');
        if (asking.how === 'skipped') return lastWords(strings, view, words.skipped, words.skippedSub);
        return lastWords(strings, view, words.notStored, problemText(strings, asking.how));
      }
    }
  }

  #begin(): { live: ViewController<'window'>; visit: RatingVisit } {
    const live = new ViewController<'window'>(this, this.connection, `window/${String(this.window)}`);
    const path = (): string =>
      `/halls/${encodeURIComponent(live.view?.hall.id ?? '')}/windows/${String(this.window)}/rating`;
    return { live, visit: new RatingVisit(this.connection, path, () => this.requestUpdate()) };
  }
}

function stage(content: TemplateResult, over: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<main class="stage">${over}${content}</main>`;
}

function lastWords(strings: Strings, view: WindowView, title: string, sub: string, mark = false): TemplateResult {
  return html`
    <header class="mast rule">${windowSeal(strings, view.no)}</header>
    <div class="mid" role="status" data-testid="last-words">
      ${mark ? html`<span class="mark" aria-hidden="true"><i>${view.hall.mark}</i></span>` : nothing}
      <h1>${title}</h1>
      <p>${sub}</p>
    </div>
  `;
}

customElements.define('rating-pad', RatingPad);

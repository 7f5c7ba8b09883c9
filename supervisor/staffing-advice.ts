import { html, LitElement, nothing } from 'lit';
import type { StaffingView } from '../protocol/schemas/staffing-schema.ts';
import type { HallView } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import type { HallLine } from './hall-line.ts';
import { chartInWords, staffingChart } from './staffing-chart.ts';
import { staffingTable } from './staffing-table.ts';
import './what-if.ts';

/** Targets one may choose, in minutes; without one it is the hall's shortest limit. */
const TARGETS = [5, 10, 15, 20, 30, 45, 60] as const;

/** 排班: how many windows each half hour needs, from the hall's own history, and what one more or fewer would do now. */
export class StaffingAdvice extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    today: { attribute: false },
    windows: { attribute: false },
    mayAsk: { type: Boolean },
    day: { state: true },
    target: { state: true },
    advice: { state: true },
    failed: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  /** The hall's local date; null before the hub has said it. */
  declare today: string | null;
  declare windows: HallView['windows'] | null;
  /** Whether this person may ask what a window more or fewer would do. */
  declare mayAsk: boolean;
  /** The day chosen; null: today. */
  declare private day: string | null;
  /** The minutes chosen; null: the hall's own. */
  declare private target: number | null;
  declare private advice: StaffingView | null;
  declare private failed: boolean;
  #asked = 0;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.today = null;
    this.windows = null;
    this.mayAsk = false;
    this.day = null;
    this.target = null;
    this.advice = null;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** Fetches the advice chosen; an answer that another question has overtaken is dropped. */
  async load(): Promise<void> {
    if (this.line === null) return;
    const asked = (this.#asked += 1);
    const query = new URLSearchParams();
    if (this.day !== null) query.set('day', this.day);
    if (this.target !== null) query.set('target', String(this.target));
    const answer = await this.line.get<StaffingView>(`/staffing${query.size === 0 ? '' : `?${query.toString()}`}`);
    if (asked !== this.#asked) return;
    this.failed = !answer.ok;
    this.advice = answer.ok ? answer.body : null;
  }

  #chooseDay(day: string): void {
    this.day = day === this.today || day === '' ? null : day;
    void this.load();
  }

  #chooseTarget(minutes: string): void {
    this.target = minutes === '' ? null : Number(minutes);
    void this.load();
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const words = this.strings.supervisor.staffing;
    return html`<div class="report">
      ${this.#head(words)} ${this.#chart(words)}
      ${
        this.mayAsk && this.windows !== null
          ? html`<what-if-window .line=${this.line} .strings=${this.strings} .windows=${this.windows}></what-if-window>`
          : nothing
      }
      ${this.#figures(words)}
    </div>`;
  }

  #head(words: Strings['supervisor']['staffing']): unknown {
    const { advice, day, target, today } = this;
    const weekday = advice === null ? '' : (words.weekdays[advice.weekday - 1] ?? '');
    return html`<div class="sum">
      <p><b data-testid="staffing-day">${words.title}</b></p>
      ${advice === null ? nothing : html`<p>${words.ofDay(advice.day, weekday)}</p>`}
      <form class="end tools" @submit=${(event: Event) => event.preventDefault()}>
        <label
          >${words.chooseDay}
          <input
            type="date"
            .value=${day ?? today ?? ''}
            data-testid="staffing-choose"
            @change=${(event: Event) => this.#chooseDay((event.currentTarget as HTMLInputElement).value)}
        /></label>
        <label
          >${words.target}
          <select
            data-testid="staffing-target"
            @change=${(event: Event) => this.#chooseTarget((event.currentTarget as HTMLSelectElement).value)}
          >
            <option value="" ?selected=${target === null}>${words.targetOwn}</option>
            ${TARGETS.map(
              (minutes) =>
                html`<option value=${minutes} ?selected=${target === minutes}>${words.targetMin(minutes)}</option>`,
            )}
          </select></label
        >
        <button type="button" class="key" @click=${() => window.print()}>${words.print}</button>
      </form>
    </div>`;
  }

  #chart(words: Strings['supervisor']['staffing']): unknown {
    const { advice } = this;
    if (advice === null) return html`<p class="wait" role="status">${this.failed ? words.failed : words.loading}</p>`;
    if (advice.halfHours.length === 0)
      return html`<p class="wait" role="status" data-testid="staffing-none">
        ${words.noHistory(advice.from, advice.to)}
      </p>`;
    const { basis, days, from, halfHours, to, weekday } = advice;
    const name = words.weekdays[weekday - 1] ?? '';
    const told = chartInWords(halfHours, words);
    return html`<p class="note" data-testid="staffing-basis">
        ${
          basis === 'weekday'
            ? words.basedOnWeekday(from, to, days.length, name)
            : `${words.basedOn(from, to, days.length)}${words.basedOnAll(name)}`
        }${words.stop}
      </p>
      <p class="told-chart" data-testid="staffing-told">${told}</p>
      ${staffingChart(advice, words, told)}`;
  }

  #figures(words: Strings['supervisor']['staffing']): unknown {
    const { advice, strings } = this;
    if (strings === null || advice === null || advice.halfHours.length === 0) return nothing;
    return html`${staffingTable(advice, words, strings.supervisor.report.few)}
      <section class="formulas">
        <h2>${words.formulas}</h2>
        <ul>
          ${words.formula.map((line) => html`<li>${line}</li>`)}
        </ul>
      </section>`;
  }
}

customElements.define('staffing-advice', StaffingAdvice);

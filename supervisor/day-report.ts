import { html, LitElement, nothing } from 'lit';
import type { DayFigures } from '../protocol/views.ts';
import { clockTime, dayOf } from '../ui/hall-time.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { figureSheet, levelBars } from './figure-sheet.ts';
import type { HallLine } from './hall-line.ts';
import { partsTable } from './parts-table.ts';

/** Today's figures are fetched again this often. */
const REFRESH_MS = 15_000;

/** 今日: a day's figures, each with its formula, numerator and denominator. */
export class DayReport extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    today: { attribute: false },
    zone: {},
    services: { attribute: false },
    day: { state: true },
    figures: { state: true },
    failed: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  /** The hall's local date; null before the hub has said it. */
  declare today: string | null;
  declare zone: string;
  /** Names of services by id, in the page's language. */
  declare services: ReadonlyMap<string, string>;
  /** The day chosen; null: today. */
  declare private day: string | null;
  declare private figures: DayFigures | null;
  declare private failed: boolean;
  #timer: ReturnType<typeof setInterval> | null = null;
  #asked = 0;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.today = null;
    this.zone = 'Asia/Shanghai';
    this.services = new Map();
    this.day = null;
    this.figures = null;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.#timer = setInterval(() => void (this.day === null ? this.load() : undefined), REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** Fetches the chosen day; an answer that another question has overtaken is dropped. */
  async load(): Promise<void> {
    if (this.line === null) return;
    const asked = (this.#asked += 1);
    const answer = await this.line.get<DayFigures>(`/reports/daily${this.day === null ? '' : `?day=${this.day}`}`);
    if (asked !== this.#asked) return;
    this.failed = !answer.ok;
    if (answer.ok) this.figures = answer.body;
  }

  #choose(day: string | null): void {
    this.day = day === this.today || day === '' ? null : day;
    this.figures = null;
    this.failed = false;
    void this.load();
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const words = this.strings.supervisor.report;
    return html`<div class="report">
      ${this.#head(words)}
      ${
        this.figures === null
          ? html`<p class="wait" role="status">${this.failed ? words.failed : words.loading}</p>`
          : this.#sheet(this.figures, words)
      }
    </div>`;
  }

  #head(words: Strings['supervisor']['report']): unknown {
    const { day, figures, today } = this;
    const at = figures === null ? '' : clockTime(Date.parse(figures.at), this.zone);
    return html`<div class="sum">
      <p><b data-testid="report-day">${day === null ? words.today : words.ofDay(day)}</b></p>
      ${
        figures === null
          ? nothing
          : html`<p>
              ${figures.day === null ? '' : `${figures.day} `}${this.#isWholeDay(figures) ? '' : words.until(at)}
            </p>`
      }
      ${
        this.failed && figures !== null
          ? html`<p class="hot" role="alert" data-testid="report-old">${words.oldSince(at)}</p>`
          : nothing
      }
      <form class="end tools" @submit=${(event: Event) => event.preventDefault()}>
        <label
          >${words.chooseDay}
          <input
            type="date"
            .value=${day ?? today ?? ''}
            max=${today ?? ''}
            data-testid="report-choose"
            @change=${(event: Event) => this.#choose((event.currentTarget as HTMLInputElement).value)}
        /></label>
        ${
          day === null
            ? nothing
            : html`<button type="button" class="key" @click=${() => this.#choose(null)}>${words.backToday}</button>`
        }
        <button type="button" class="key" @click=${() => this.load()} data-testid="report-refresh">
          ${words.refresh}
        </button>
        <button type="button" class="key" @click=${() => window.print()} data-testid="report-print">
          ${words.print}
        </button>
      </form>
    </div>`;
  }

  /** An earlier day has no “until”, save where its figures were read on that very day. */
  #isWholeDay(figures: DayFigures): boolean {
    return figures.day !== null && dayOf(Date.parse(figures.at), this.zone) !== figures.day;
  }

  #sheet(figures: DayFigures, words: Strings['supervisor']['report']): unknown {
    return html`<p class="note">${words.note}</p>
      ${figureSheet(figures.hall, words)} ${levelBars(figures.hall, words)}
      ${partsTable(
        {
          id: 'services',
          heading: words.byService,
          parts: figures.services,
          nameOf: ({ key, name }) => this.services.get(key) ?? name,
        },
        words,
      )}
      ${partsTable(
        {
          id: 'windows',
          heading: words.byWindow,
          parts: figures.windows,
          nameOf: ({ key, name }) => words.windowName(key, name === key ? '' : name),
        },
        words,
      )}
      ${partsTable(
        {
          id: 'staff',
          heading: words.byStaff,
          parts: figures.staff,
          nameOf: ({ key, name }) => (name === key ? words.staffName(key) : words.staffNamed(key, name)),
        },
        words,
      )}`;
  }
}

customElements.define('day-report', DayReport);

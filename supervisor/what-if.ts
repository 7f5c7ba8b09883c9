import { html, LitElement, nothing } from 'lit';
import type { Figure } from '../domain/figures/figures.ts';
import { unreachable } from '../domain/values.ts';
import type { WhatIfView } from '../protocol/schemas/what-if-schema.ts';
import type { HallView } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { isFew } from './figure-cells.ts';
import type { HallLine } from './hall-line.ts';

type Words = Strings['supervisor']['staffing']['whatIf'];
type WindowView = HallView['windows'][number];

/** Chooses a window and shows what its opening or closing now would do to those who wait. */
export class WhatIfWindow extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    windows: { attribute: false },
    chosen: { state: true },
    answer: { state: true },
    state: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  declare windows: HallView['windows'];
  /** A window's number; null: the first. */
  declare private chosen: number | null;
  declare private answer: WhatIfView | null;
  declare private state: 'quiet' | 'asking' | 'failed' | 'changed';
  #asked = 0;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.windows = [];
    this.chosen = null;
    this.answer = null;
    this.state = 'quiet';
  }

  protected override createRenderRoot(): this {
    return this;
  }

  #window(): WindowView | undefined {
    return this.windows.find(({ no }) => no === this.chosen) ?? this.windows[0];
  }

  async #ask({ no, status }: WindowView): Promise<void> {
    if (this.line === null) return;
    const asked = (this.#asked += 1);
    this.state = 'asking';
    const what = status === 'open' ? 'close' : 'open';
    const answer = await this.line.get<WhatIfView>(`/what-if?${what}=${String(no)}`);
    if (asked !== this.#asked) return;
    this.answer = answer.ok ? answer.body : null;
    this.state = answer.ok ? 'quiet' : answer.problem.status === 409 ? 'changed' : 'failed';
  }

  protected override render(): unknown {
    const window = this.#window();
    if (this.strings === null || window === undefined) return nothing;
    const words = this.strings.supervisor.staffing.whatIf;
    return html`<section class="parts what-if" data-testid="what-if">
      <h2>${words.heading}<small>${words.note}</small></h2>
      <form class="tools" @submit=${(event: Event) => event.preventDefault()}>
        <label
          >${words.choose}
          <select
            data-testid="what-if-window"
            @change=${(event: Event) => {
              this.chosen = Number((event.currentTarget as HTMLSelectElement).value);
              this.answer = null;
              this.state = 'quiet';
            }}
          >
            ${this.windows.map(
              (each) =>
                html`<option value=${each.no} ?selected=${each.no === window.no}>${statusOf(each, words)}</option>`,
            )}
          </select></label
        >
        <button
          type="button"
          class="key go"
          data-testid="what-if-ask"
          ?disabled=${this.state === 'asking'}
          @click=${() => this.#ask(window)}
        >
          ${window.status === 'open' ? words.askClose(window.no) : words.askOpen(window.no)}
        </button>
      </form>
      <div aria-live="polite" data-testid="what-if-answer">${this.#told(words)}</div>
    </section>`;
  }

  #told(words: Words): unknown {
    const { answer } = this;
    switch (this.state) {
      case 'asking':
        return html`<p class="calm">${words.asking}</p>`;
      case 'failed':
        return html`<p class="told">${words.failed}</p>`;
      case 'changed':
        return html`<p class="told">${words.changedSince}</p>`;
      case 'quiet':
        return answer === null ? nothing : this.#outcome(answer, words);
      default:
        return unreachable(this.state);
    }
  }

  #outcome({ after, before, waiting, what, window }: WhatIfView, words: Words): unknown {
    if (waiting === 0) return html`<p class="calm">${words.nobody}</p>`;
    const told = before.p50S.denominator;
    const few = isFew(told) ? (this.strings?.supervisor.report.few ?? null) : null;
    return html`<p class="told">${what === 'open' ? words.ifOpen(window) : words.ifClose(window)}</p>
      <table>
        <thead>
          <tr>
            <td></td>
            <th scope="col">${words.before}</th>
            <th scope="col">${words.after}</th>
          </tr>
        </thead>
        <tbody>
          ${told === 0 ? nothing : line(words.p50, [before.p50S, after.p50S], words)}
          ${told === 0 ? nothing : line(words.p80, [before.p80S, after.p80S], words)}
          <tr>
            <th scope="row">${words.uncalled}</th>
            <td><b>${words.people(before.uncalled)}</b></td>
            <td><b>${words.people(after.uncalled)}</b></td>
          </tr>
        </tbody>
      </table>
      <p class="calm">
        ${told === 0 ? words.untold : words.ofAll(told, waiting)}${
          few === null ? nothing : html` <em class="few">${few}</em>`
        }
      </p>`;
  }
}

function statusOf({ no, status }: WindowView, words: Words): string {
  if (status === 'open') return words.close(no);
  return status === 'paused' ? words.paused(no) : words.open(no);
}

function line(name: string, figures: readonly Figure[], words: Words): unknown {
  return html`<tr>
    <th scope="row">${name}</th>
    ${figures.map(
      ({ denominator, numerator, value }) =>
        html`<td>
          <b>${words.minutes(((value ?? 0) / 60).toFixed(1))}</b
          ><small>${words.mean((numerator / 60).toFixed(1), denominator)}</small>
        </td>`,
    )}
  </tr>`;
}

customElements.define('what-if-window', WhatIfWindow);

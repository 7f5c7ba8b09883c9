import { html, LitElement, nothing } from 'lit';
import type { BoardView } from '../protocol/views.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { minutesOf, sinceThen, stopwatch } from './durations.ts';
import type { HallLine } from './hall-line.ts';
import { whyCalled } from './why-called.ts';

type BoardWindow = BoardView['windows'][number];

/** Every window of the hall: who works there, what they do and for how long; a supervisor may close it. */
export class WindowList extends LitElement {
  static override properties = {
    windows: { attribute: false },
    now: { attribute: false },
    live: { type: Boolean },
    mayClose: { type: Boolean },
    line: { attribute: false },
    strings: { attribute: false },
    asking: { state: true },
    busy: { state: true },
    problem: { state: true },
  };
  declare windows: readonly BoardWindow[];
  /** The hub's time in ms. */
  declare now: number | null;
  /** Out of contact nothing can be closed. */
  declare live: boolean;
  /** Whether this person may close windows. */
  declare mayClose: boolean;
  declare line: HallLine | null;
  declare strings: Strings | null;
  /** The window whose closing waits for a second word, as it was shown then. */
  declare private asking: BoardWindow | null;
  declare private busy: boolean;
  declare private problem: string | null;

  constructor() {
    super();
    this.windows = [];
    this.now = null;
    this.live = false;
    this.mayClose = false;
    this.line = null;
    this.strings = null;
    this.asking = null;
    this.busy = false;
    this.problem = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async #close({ no, number }: BoardWindow): Promise<void> {
    if (this.busy || this.line === null || this.strings === null || this.now === null) return;
    this.busy = true;
    const press = { expected: number, pressedAt: new Date(this.now).toISOString() };
    const answer = await this.line.post(`/windows/${no}/close`, press);
    this.busy = false;
    this.asking = null;
    this.problem = answer.ok ? null : problemText(this.strings, answer.problem);
  }

  #ask(window: BoardWindow | null): void {
    this.asking = window;
    this.problem = null;
    void this.updateComplete.then(() => this.querySelector<HTMLButtonElement>('.sure button')?.focus());
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const words = this.strings.supervisor.windows;
    const open = this.windows.filter(({ status }) => status === 'open').length;
    return html`<section data-testid="windows">
      <h2>${words.heading}<small>${words.note(open, this.windows.length)}</small></h2>
      ${this.problem === null ? nothing : html`<p class="told" role="alert">${this.problem}</p>`}
      <ul class="wins">
        ${this.windows.map((window) => this.#row(window, words))}
      </ul>
    </section>`;
  }

  #row(window: BoardWindow, words: Strings['supervisor']['windows']): unknown {
    const { no, stage, status } = window;
    const seal = `seal ${no > 9 ? 'two' : ''} ${stage === 'called' ? '' : status === 'open' ? 'line' : 'mute'}`;
    const row = `${stage === 'called' ? 'call' : ''} ${status === 'closed' ? 'shut' : ''}`;
    return html`<li class=${row} data-testid="window-${no}">
        <b class=${seal}><i>${no}</i></b>
        <div>${this.#doing(window, words)}</div>
        ${window.number === null ? nothing : this.#why(window)}
        <small>
          ${window.service === null ? nothing : html`<em>${window.service}</em>`}
          ${window.staff === null ? nothing : words.staff(window.staff)}
        </small>
        ${status === 'closed' || !this.mayClose ? html`<span></span>` : this.#closeKey(window, words)}
      </li>
      ${this.asking?.no === no ? this.#sure(this.asking, words) : nothing}`;
  }

  #doing(window: BoardWindow, words: Strings['supervisor']['windows']): unknown {
    const { number, pauseReason, recalls, stage, status } = window;
    const ms = sinceThen(window.since, this.now);
    if (number !== null && stage === 'serving') {
      return html`<b class="no">${number}</b><span>${words.serving(stopwatch(ms))}</span>`;
    }
    if (number !== null) {
      const recalled = recalls > 0 ? words.recalled(recalls) : '';
      return html`<b class="no">${number}</b><span>${words.called(Math.floor(ms / 1_000))}${recalled}</span>`;
    }
    if (status === 'closed') return html`<b class="st">${words.closed}</b>`;
    if (status === 'open') return html`<b class="st">${words.idle}</b><span>${words.idleFor(minutesOf(ms))}</span>`;
    const reason = pauseReason === null ? '' : `${pauseReason} `;
    return html`<b class="st">${words.paused}</b><span>${reason}${words.pausedFor(minutesOf(ms))}</span>`;
  }

  /** Why this number was called, in a sentence. */
  #why({ choice }: BoardWindow): unknown {
    if (choice === null || this.strings === null) return nothing;
    return html`<em class="why">${whyCalled(choice, this.strings.supervisor.why)}</em>`;
  }

  #closeKey(window: BoardWindow, words: Strings['supervisor']['windows']): unknown {
    return html`<button
      class="key"
      ?disabled=${!this.live}
      aria-label=${words.closeNo(window.no)}
      data-testid="close-${window.no}"
      @click=${() => this.#ask(window)}
    >
      ${words.close}
    </button>`;
  }

  #sure(window: BoardWindow, words: Strings['supervisor']['windows']): unknown {
    const { no, number, stage } = window;
    const what =
      number === null ? words.sureEmpty : stage === 'serving' ? words.sureServing(number) : words.sureCalled(number);
    return html`<li class="sure" data-testid="close-sure">
      <p id="close-what"><b>${words.sure(no)}</b>${what}</p>
      <button class="key" @click=${() => this.#ask(null)} data-testid="close-no">${words.no}</button>
      <button
        class="key go"
        aria-describedby="close-what"
        ?disabled=${this.busy || !this.live}
        @click=${() => this.#close(window)}
        data-testid="close-yes"
      >
        ${words.yes}
      </button>
    </li>`;
  }
}

customElements.define('window-list', WindowList);

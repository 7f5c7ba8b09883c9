import { html, LitElement, nothing } from 'lit';
import type { BoardView } from '../protocol/views.ts';
import type { Contact } from '../ui/connection.ts';
import { clockTime } from '../ui/hall-time.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { alarmList } from './alarm-list.ts';
import { minutesOf } from './durations.ts';
import { equipmentList } from './equipment-list.ts';
import { forecastLine } from './forecast-line.ts';
import type { HallLine } from './hall-line.ts';
import { queueLoad, queueTable } from './queue-table.ts';
import './ticket-lookup.ts';
import './window-list.ts';

/** 现场: the hall as it is now, or as it was when contact was lost. */
export class LiveBoard extends LitElement {
  static override properties = {
    view: { attribute: false },
    contact: { attribute: false },
    now: { attribute: false },
    line: { attribute: false },
    mayClose: { type: Boolean },
    strings: { attribute: false },
  };
  declare view: BoardView | null;
  declare contact: Contact;
  /** The hub's time in ms. */
  declare now: number | null;
  declare line: HallLine | null;
  /** Whether this person may close windows. */
  declare mayClose: boolean;
  declare strings: Strings | null;

  constructor() {
    super();
    this.view = null;
    this.contact = { state: 'loading' };
    this.now = null;
    this.line = null;
    this.mayClose = false;
    this.strings = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    const { contact, strings, view } = this;
    if (strings === null) return nothing;
    if (contact.state === 'refused') return html`<p class="wait" role="alert">${strings.supervisor.refused}</p>`;
    if (view === null) return html`<p class="wait" role="status">${strings.common.loading}…</p>`;
    const live = contact.state === 'live';
    return html`<div class=${live ? '' : 'stale'} data-testid="board">
      ${this.#sum(view, strings)}
      <div class="live">
        ${queueTable(view.queues, strings)}
        <div>
          <window-list
            .windows=${view.windows}
            .now=${contact.state === 'lost' ? contact.since : this.now}
            ?live=${live}
            ?mayClose=${this.mayClose}
            .line=${this.line}
            .strings=${strings}
          ></window-list>
          ${forecastLine(view, strings)}
        </div>
        <section class="side">
          ${alarmList(view, strings)} ${equipmentList(view, strings)}
          <ticket-lookup .line=${this.line} .strings=${strings} zone=${view.hall.zone}></ticket-lookup>
        </section>
      </div>
    </div>`;
  }

  /** One line that says how the hall is, and since when that is known. */
  #sum({ hall, queues, totals }: BoardView, { supervisor }: Strings): unknown {
    const words = supervisor.sum;
    const { contact, now } = this;
    const told = (ms: number): string => clockTime(ms, hall.zone);
    const stamp = contact.state === 'lost' ? words.old(told(contact.since)) : now === null ? '' : words.live(told(now));
    return html`<div class="sum" data-testid="totals">
      <p>${words.waiting} <b>${totals.waiting}</b> ${words.people}</p>
      <p>${words.open} <b>${totals.open}</b> ${words.ofWindows(totals.windows)}</p>
      <p>${words.issued} <b>${totals.issued}</b></p>
      <p>${words.handled} <b>${totals.handled}</b></p>
      ${longest(queues, words)}
      <p class="end">${stamp}</p>
    </div>`;
  }
}

/** The longest wait of the hall, as soon as a whole minute has gone by. */
function longest(queues: BoardView['queues'], words: Strings['supervisor']['sum']): unknown {
  const waits = queues.filter(({ longestMs }) => longestMs !== null);
  const first = waits.reduce<(typeof waits)[number] | null>(
    (most, queue) => (most === null || (queue.longestMs ?? 0) > (most.longestMs ?? 0) ? queue : most),
    null,
  );
  if (first === null) return nothing;
  return html`<p class=${queueLoad(first) === 'over' ? 'hot' : ''}>
    ${words.longest} <b>${minutesOf(first.longestMs ?? 0)}</b> ${words.longestOf(first.service)}
  </p>`;
}

customElements.define('live-board', LiveBoard);

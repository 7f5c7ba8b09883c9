import { html, nothing } from 'lit';
import type { CounterTicket, CounterView } from '../protocol/views.ts';
import { clockTime } from '../ui/hall-time.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { minutesSince, serviceName, stopwatch } from './desk-words.ts';

export interface Moment {
  readonly strings: Strings;
  readonly language: Language;
  /** The hub's time in ms; when contact is lost, when that was. */
  readonly at: number;
  readonly lost: boolean;
}

/** The person at the window: number, what for, how long, and what to check. */
export function currentTicket(view: CounterView, ticket: CounterTicket, moment: Moment, note: unknown): unknown {
  const { desk, materials } = { ...moment.strings.counter, materials: ticket.materials };
  return html`<div class="who">
      <span class="no ${ticket.number.length > 4 ? 'long' : ''}" data-testid="current-number">${ticket.number}</span>
      <div>
        <h2 data-testid="current-service">${serviceName(view.services, ticket.service, moment.language)}</h2>
        <p class="tags">${tags(ticket, moment.strings)}</p>
      </div>
      ${timer(view, ticket, moment)}
    </div>
    ${track(view, ticket, moment)}
    <div class="sheets">
      ${moment.lost ? html`<p class="go-on">${desk.goOn}</p>` : nothing}
      <div ?hidden=${moment.lost}>
        <h3>${materials.length === 0 ? desk.noMaterials : desk.materials}</h3>
        <ol>
          ${materials.map((each) => html`<li>${each.name}<small>${each.note}</small></li>`)}
        </ol>
      </div>
      ${note}
    </div>`;
}

function tags(ticket: CounterTicket, strings: Strings): unknown {
  const { category, channel, desk, priority } = strings.counter;
  const troubled = ticket.print === 'failed' || ticket.print === 'unknown';
  return html`${
      ticket.category === 'ordinary'
        ? nothing
        : html`<span class="tag pri">${priority(category[ticket.category])}</span>`
    }
    <span class="tag">${channel[ticket.channel]}</span>
    ${troubled ? html`<span class="tag pri">${desk.print[ticket.print]}</span>` : nothing}
    ${ticket.recalls > 0 ? html`<span class="tag">${desk.recalls(ticket.recalls)}</span>` : nothing}`;
}

function timer(view: CounterView, ticket: CounterTicket, { strings, at, lost }: Moment): unknown {
  const { desk } = strings.counter;
  const time = clockTime(at, view.hall.zone);
  const from = ticket.stage === 'serving' && ticket.arrivedAt !== null ? ticket.arrivedAt : ticket.calledAt;
  const serving = ticket.stage === 'serving';
  const [gone, until] = serving ? [desk.handling, desk.handledAt(time)] : [desk.sinceCall, desk.calledAt(time)];
  return html`<dl class="clockwork">
    <dt>${lost ? until : gone}</dt>
    <dd data-testid="timer">${stopwatch(at - Date.parse(from))}</dd>
  </dl>`;
}

function track(view: CounterView, ticket: CounterTicket, { strings }: Moment): unknown {
  const { desk } = strings.counter;
  const { zone } = view.hall;
  const time = (at: string): string => clockTime(Date.parse(at), zone);
  const waited = minutesSince(ticket.issuedAt, Date.parse(ticket.calledAt));
  const arrived = ticket.arrivedAt;
  return html`<ol class="track">
    <li>${desk.issued}<b>${time(ticket.issuedAt)}</b></li>
    <li>${desk.called(waited)}<b>${time(ticket.calledAt)}</b></li>
    <li class=${arrived === null ? 'next' : ''}>${desk.arrived}<b>${arrived === null ? '—' : time(arrived)}</b></li>
    <li class="next">${desk.finished}<b>—</b></li>
  </ol>`;
}

import { html, nothing } from 'lit';
import type { CounterView, QueueLine } from '../protocol/views.ts';
import { clockTime } from '../ui/hall-time.ts';
import type { Moment } from './current-ticket.ts';
import { minutesSince, serviceName } from './desk-words.ts';
import type { NewArrivals } from './new-arrivals.ts';

/** The own queue in the order it would be called now; out of contact it tells times, not minutes. */
export function ownQueue(view: CounterView, arrivals: NewArrivals, moment: Moment): unknown {
  const { queue } = moment.strings.counter;
  const { at, lost } = moment;
  const more = view.waiting - view.queue.length;
  const longest = Math.max(...view.queue.map((line) => minutesSince(line.issuedAt, at)));
  const head = lost ? queue.waitingAt(clockTime(at, view.hall.zone), view.waiting) : queue.waiting(view.waiting);
  return html`<aside class="queue" data-testid="queue">
    <header>
      <h2>${head}</h2>
      ${view.queue.length === 0 || lost ? nothing : html`<span>${queue.longest(longest)}</span>`}
    </header>
    <ol tabindex="0" aria-label=${head}>
      ${view.queue.map((line, index) => queueLine(line, index === 0, view, arrivals, moment))}
      ${more > 0 ? html`<li class="more">${queue.more(more)}</li>` : nothing}
      ${view.waiting === 0 ? html`<li class="more">${queue.empty}</li>` : nothing}
    </ol>
    ${held(view, moment)}
  </aside>`;
}

function queueLine(line: QueueLine, first: boolean, view: CounterView, arrivals: NewArrivals, moment: Moment): unknown {
  const { queue } = moment.strings.counter;
  const minutes = minutesSince(line.issuedAt, moment.at);
  const over = !moment.lost && minutes > line.limitMin;
  const small = smallWords(line, first && !moment.lost, moment);
  return html`<li class="${first ? 'first' : ''} ${over ? 'over' : ''}" data-testid="queue-${line.number}">
    <span class="n">${line.number}</span>
    <span class="s">
      ${serviceName(view.services, line.service, moment.language)}
      ${!moment.lost && arrivals.isNew(line.number, moment.at) ? html`<b class="fresh">${queue.fresh}</b>` : nothing}
      ${small === '' ? nothing : html`<small>${small}</small>`}
    </span>
    <span class="w">
      ${
        moment.lost
          ? queue.issuedAt(clockTime(Date.parse(line.issuedAt), view.hall.zone))
          : html`<b>${minutes}</b> ${queue.minutes}${over ? html`<em>${queue.over}</em>` : nothing}`
      }
    </span>
  </li>`;
}

function smallWords(line: QueueLine, next: boolean, { strings }: Moment): string {
  const { queue, category, channel, priority } = strings.counter;
  return [
    next ? queue.first : '',
    line.category === 'ordinary' ? '' : priority(category[line.category]),
    line.channel === 'dispenser' ? '' : channel[line.channel],
    line.hasNote ? queue.hasNote : '',
  ]
    .filter((word) => word !== '')
    .join(strings.counter.comma);
}

function held(view: CounterView, { strings }: Moment): unknown {
  const { queue } = strings.counter;
  return html`<p class="held">
    ${
      view.missed.length === 0
        ? nothing
        : html`<span>${queue.missed} ${view.missed.slice(0, 6).map((number) => html`<b>${number}</b> `)}</span>`
    }
    ${
      view.papers.length === 0
        ? nothing
        : html`<span>${queue.papers} ${view.papers.slice(0, 4).map((paper) => html`<b>${paper.number}</b> `)}</span>`
    }
  </p>`;
}

import { unreachable } from '../../domain/values.ts';
import type { TicketView } from '../../protocol/views.ts';
import { clockTime } from '../hall-time.ts';
import type { Strings } from '../strings/zh-CN.ts';
import { type Markup, markup, NOTHING } from './markup.ts';

/** The number and how it stands: the one thing a citizen looks for. */
export function ticketCard(view: TicketView, strings: Strings): Markup {
  const words = strings.phone;
  switch (view.status) {
    case 'waiting':
      return card(view, strings, waitingFacts(view, strings), words.waitingSay);
    case 'called':
      return calledCard(view, strings);
    case 'serving':
      return card(view, strings, line(words.status.serving, at(view, strings)), '');
    case 'held':
      return card(view, strings, line(words.status.held, ''), words.heldSay);
    case 'missed':
      return card(view, strings, line(words.status.missed, ''), words.missedSay);
    case 'done':
      return markup`<div class="done"><b>${view.number} ${words.status.done}</b><span>${at(view, strings)}</span></div>`;
    case 'cancelled':
      return card(view, strings, line(words.status.cancelled, ''), words.cancelledSay);
    case 'expired':
      return card(view, strings, line(words.status.expired, ''), words.expiredSay);
    default:
      return unreachable(view.status);
  }
}

function card(view: TicketView, { phone: words }: Strings, facts: Markup, say: string): Markup {
  const issued = words.issuedAt(clockTime(Date.parse(view.issuedAt), view.hall.zone));
  return markup`<div class="ticket"><p class="svc">${words.service(view)}</p>${number(view)}${facts}</div>
<p class="say">${say}${say === '' ? NOTHING : markup`<br>`}${issued}</p>`;
}

function calledCard(view: TicketView, { phone: words }: Strings): Markup {
  return markup`<div class="ticket called" role="alert"><p class="svc">${words.service(view)}</p>${number(view)}
<p class="line">${words.pleaseGo}</p>${view.window === null ? NOTHING : markup`<span class="win">${view.window}</span>`}<p class="line">${words.atWindow}</p></div>`;
}

function number({ number: no }: TicketView): Markup {
  return markup`<p class="no${no.length > 4 ? ' long' : ''}">${no}</p>`;
}

/** People ahead, and the range of wait only where it can be told honestly. */
function waitingFacts({ ahead, wait }: TicketView, { phone: words }: Strings): Markup {
  const people =
    ahead === null
      ? NOTHING
      : ahead === 0
        ? markup`<td><b>${words.nobodyAhead}</b></td>`
        : markup`<td><span>${words.aheadOf}</span><b>${ahead} <small>${words.people}</small></b></td>`;
  const range =
    wait === null
      ? NOTHING
      : markup`<td><span>${words.wait}</span><b>${minutes(wait)} <small>${wait.low === 0 ? words.minutesAtMost : words.minutes}</small></b></td>`;
  return markup`<table class="facts"><tr>${people}${range}</tr></table>`;
}

function minutes({ low, high }: NonNullable<TicketView['wait']>): string {
  return low === 0 || low === high ? String(high) : `${low}–${high}`;
}

function line(status: string, more: string): Markup {
  return markup`<table class="facts"><tr><td><b class="status">${status}</b>${more === '' ? NOTHING : markup`<span>${more}</span>`}</td></tr></table>`;
}

function at({ window }: TicketView, { phone: words }: Strings): string {
  return window === null ? '' : words.servingAt(window);
}

import type { TicketStatus } from '../../domain/queue/ticket.ts';
import type { TicketView } from '../../protocol/views.ts';
import { clockTime } from '../hall-time.ts';
import { nameIn } from '../name-in.ts';
import { orderSentence } from '../order-sentence.ts';
import type { Strings } from '../strings/zh-CN.ts';
import { type Markup, markup, NOTHING } from './markup.ts';
import { address, formAddress, type PhoneOptions } from './phone-options.ts';
import { ratingPart } from './rating-part.ts';
import { ticketCard } from './ticket-card.ts';
import { stateOf } from './ticket-state.ts';

/** Seconds between looks of a phone that runs no script. */
const REFRESH_S = 20;

/** The citizen's page of one ticket, a whole HTML document that needs no script. */
export function phonePage(view: TicketView, strings: Strings, options: PhoneOptions): string {
  const words = strings.phone;
  const body = markup`<main id="ticket" data-hall="${view.hall.id}" data-token="${options.token}" data-address="${address(options, options.ask)}" data-zone="${view.hall.zone}" data-number="${view.number}" data-state="${stateOf(view)}">
${problemPart(strings, options)}
${ticketCard(view, strings)}
${options.ask === 'cancel' && view.canCancel ? cancelPart(view, strings, options) : restOfPage(view, strings, options)}
</main>`;
  return pageAround(body, words.title(view.number), strings, options, {
    name: nameIn(view.hall, options.language),
    mark: view.hall.mark,
    zone: view.hall.zone,
    refresh: isOpen(view.status) && options.problem === undefined && options.ask === undefined,
    rings: view.status === 'waiting' || view.status === 'held',
  });
}

/** What a page with a wrong or forgotten token says. */
export function unknownTicketPage(strings: Strings, options: PhoneOptions): string {
  const words = strings.phone;
  const body = markup`<main id="ticket"><div class="done"><h1>${words.unknown}</h1><span>${words.unknownSay}</span></div></main>`;
  return pageAround(body, words.unknown, strings, options, {
    name: '',
    mark: '',
    zone: 'Asia/Shanghai',
    refresh: false,
    rings: false,
  });
}

function isOpen(status: TicketStatus): boolean {
  return status !== 'done' && status !== 'cancelled' && status !== 'expired';
}

interface Around {
  readonly name: string;
  readonly mark: string;
  readonly zone: string;
  readonly refresh: boolean;
  readonly rings: boolean;
}

function pageAround(body: Markup, title: string, strings: Strings, options: PhoneOptions, around: Around): string {
  const words = strings.phone;
  const { language, assets, now } = options;
  const other = address({ ...options, language: language === 'en' ? 'zh-CN' : 'en' }, options.ask);
  const refresh = markup`<noscript><meta http-equiv="refresh" content="${REFRESH_S};url=${address(options)}"></noscript>`;
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${around.refresh ? refresh : NOTHING}
<link rel="icon" href="/favicon.svg">
${assets.styles.map((style) => markup`<link rel="stylesheet" href="${style}">`)}
${assets.script === null ? NOTHING : markup`<script src="${assets.script}" defer></script>`}
</head>
<body>
<div class="stage">
${around.name === '' ? NOTHING : mast(around, now)}
<p class="cut" id="cut" role="alert" hidden><b>${words.lostBefore}</b>${words.lostSince}<span id="since"></span>${words.lostAfter}</p>
${body}
<footer>${around.rings ? markup`<p id="bell" data-on="${words.bellOn}" hidden><button class="btn" type="button">${words.bell}</button></p>` : NOTHING}
<p class="end"><a class="link" href="${address(options)}">${words.refresh}</a><a class="link" href="${other}" lang="${language === 'en' ? 'zh-CN' : 'en'}">${words.otherLanguage}</a></p></footer>
</div>
</body>
</html>
`.source;
}

function mast({ mark, name, zone }: Around, now: number): Markup {
  return markup`<header><div class="mast"><span class="m"><span class="mark">${markLines(mark)}</span></span><h1>${name}</h1><span class="at" id="at">${clockTime(now, zone)}</span></div><div class="thin"></div></header>`;
}

/** Four characters in two lines, the right column first as a seal is read. */
function markLines(mark: string): Markup {
  const [a = '', b = '', c = '', d = ''] = [...mark];
  return markup`${c}${a}<br>${d}${b}`;
}

function problemPart(strings: Strings, { problem }: PhoneOptions): Markup {
  if (problem === undefined) return NOTHING;
  return markup`<p class="cut" role="alert">${problemWords(strings, problem)}</p>`;
}

function problemWords(strings: Strings, problem: string): string {
  if (problem === 'level-needed') return strings.phone.levelNeeded;
  if (problem === 'reason-needed') return strings.rating.reasonNeeded;
  const told = (strings.problems as Readonly<Record<string, unknown>>)[problem];
  return typeof told === 'string' ? told : strings.common.failed;
}

function cancelPart(view: TicketView, { phone: words }: Strings, options: PhoneOptions): Markup {
  return markup`<h2 data-ask="cancel">${words.cancelAsk(view.number)}</h2>
<p class="say">${words.cancelSay}</p>
<form method="post" action="${formAddress(options, 'cancel')}">
<input type="hidden" name="key" value="${options.formKey}">
<a class="btn go" href="${address(options)}">${words.cancelNo}</a>
<button class="btn" type="submit">${words.cancelYes}</button>
</form>`;
}

function restOfPage(view: TicketView, strings: Strings, options: PhoneOptions): Markup {
  const words = strings.phone;
  const calls = view.status === 'waiting' ? callsPart(view, strings) : NOTHING;
  const cancel = view.canCancel
    ? markup`<a class="btn" href="${address(options, 'cancel')}">${words.cancel}</a>`
    : NOTHING;
  const { hotline } = view.hall;
  const foot = isOpen(view.status) ? words.foot(hotline) : words.hotline(hotline);
  const order = view.status === 'waiting' ? markup`${orderSentence(view.hall.order, strings)}<br>` : NOTHING;
  return markup`${ratingPart(view, strings, options)}${calls}${cancel}<p class="end">${order}${foot}</p>`;
}

function callsPart({ calls }: TicketView, { phone: words }: Strings): Markup {
  const rows = calls.map(
    ({ number, window }) =>
      markup`<div class="row"><b>${number}</b><span class="r">${words.callBefore}<b>${window}</b>${words.callAfter}</span></div>`,
  );
  return markup`<h2>${words.calls}</h2>${rows.length === 0 ? markup`<p class="say">${words.noCalls}</p>` : rows}`;
}

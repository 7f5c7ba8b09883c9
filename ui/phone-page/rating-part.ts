import type { Level } from '../../domain/queue/ticket.ts';
import type { TicketView } from '../../protocol/views.ts';
import type { Strings } from '../strings/zh-CN.ts';
import { type Markup, markup, NOTHING } from './markup.ts';
import { formAddress, type PhoneOptions } from './phone-options.ts';

const LEVELS: readonly Level[] = [5, 4, 3, 2, 1];
/** Signs that fit the words of a rating. */
const LONGEST_TEXT = 200;

/** Five equal choices, none made beforehand; reasons and words below. Thanks once it is given, else nothing. */
export function ratingPart({ rating }: TicketView, strings: Strings, options: PhoneOptions): Markup {
  const { phone: words, rating: levels } = strings;
  if (rating.level !== null) {
    return markup`<div class="done" role="status"><b>${words.rated}</b><span>${words.ratedAs(levels.levels[rating.level])}<br>${words.ratedNote}</span></div>`;
  }
  if (!rating.can) return NOTHING;
  const { language, filled, formKey } = options;
  const choices = LEVELS.map(
    (level) =>
      markup`<li><label class="opt"><input type="radio" name="level" value="${level}"${filled?.level === String(level) ? markup` checked` : NOTHING}><span>${levels.levels[level]}</span></label></li>`,
  );
  const reasons = rating.reasons.items.map(
    ({ id, zh, en }) =>
      markup`<li><label class="opt small"><input type="checkbox" name="reasons" value="${id}"${filled?.reasons.includes(id) === true ? markup` checked` : NOTHING}><span>${language === 'en' && en !== '' ? en : zh}</span></label></li>`,
  );
  return markup`<form id="rating" method="post" action="${formAddress(options, 'rating')}">
<h2>${words.rate}<small>${words.rateNote}</small></h2>
<input type="hidden" name="key" value="${formKey}">
<ul class="five">${choices}</ul>
<div id="why"><h2>${words.why}<small>${words.whyNote}</small></h2>
<ul class="five">${reasons}</ul></div>
<label class="words">${words.words}<textarea name="text" rows="3" maxlength="${LONGEST_TEXT}">${filled?.text ?? ''}</textarea></label>
<button class="btn go" type="submit">${words.send}</button>
</form>`;
}

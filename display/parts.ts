import { html, nothing } from 'lit';
import type { HallView } from '../protocol/views.ts';
import { clockTime, dateWords } from '../ui/hall-time.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { shownNow } from './calls.ts';
import type { SoundState } from '../ui/loudspeaker.ts';

/** What every part of a screen is drawn from. `now` is the hub's time in ms. */
export interface Picture {
  readonly view: HallView;
  readonly now: number;
  readonly strings: Strings;
  readonly language: Language;
  readonly sound: SoundState;
  readonly unlock: () => void;
}

const MISSED_BESIDE_A_NOTICE = 4;
const MISSED_ALONE = 8;
/** A longer notice is set smaller, in two lines; what does not fit there follows 15 s later. */
const NOTICE_IN_ONE_LINE = 16;
const NOTICE_AT_ONCE = 36;
const NOTICE_BESIDE_THE_KEY = 20;

export function seal(window: number, look: 'full' | 'line' | 'mute'): unknown {
  const shape = `seal ${look === 'full' ? '' : look} ${window > 9 ? 'two' : ''}`;
  return html`<b class=${shape}><i>${window}</i></b>`;
}

/** Five signs and more are set smaller. */
export function numberClass(number: string): string {
  if (number.length <= 4) return 'no';
  return number.length === 5 ? 'no long' : 'no longer';
}

export function hallName({ view, language }: Picture): string {
  return nameIn(view.hall, language);
}

export function mast(picture: Picture): unknown {
  const { view, now, language } = picture;
  const [day, weekday] = dateWords(now, view.hall.zone, language);
  return html`<header class="mast rule">
    <span class="mark" aria-hidden="true"><i>${view.hall.mark}</i></span>
    <h1>${hallName(picture)}</h1>
    <span class="day"><span>${day}</span> <span>${weekday}</span></span>
    <time class="clock" data-testid="clock">${clockTime(now, view.hall.zone)}</time>
  </header>`;
}

/** Missed numbers stay; notices, and `total` where there is one, take turns. */
export function foot(picture: Picture, total: unknown = null): unknown {
  const { view, now, strings, sound, unlock } = picture;
  const locked = sound === 'locked';
  const texts = view.notices.flatMap((text) => inPieces(text, locked ? NOTICE_BESIDE_THE_KEY : NOTICE_AT_ONCE));
  const notices = texts.map((text) => noticeLine(strings, text, locked));
  const shown = shownNow(total === null ? notices : [total, ...notices], 1, now).items[0];
  return html`<footer class="foot">
    ${missed(picture, shown === undefined ? MISSED_ALONE : MISSED_BESIDE_A_NOTICE)} ${shown ?? nothing}
    ${
      locked
        ? html`<button type="button" class="sound" data-testid="sound-on" @click=${unlock}>
            ${strings.display.soundOn}
          </button>`
        : nothing
    }
  </footer>`;
}

function missed({ view, now, strings }: Picture, size: number): unknown {
  if (view.missed.length === 0) return nothing;
  const { items, page, pages } = shownNow(view.missed, size, now);
  return html`<p class="missed" data-testid="missed">
    <span class="tag">${strings.display.missed}</span>
    ${items.map((number) => html`<b>${number}</b>`)}
    ${pages > 1 ? html`<span class="m">${strings.display.missedPage(page, pages)}</span>` : nothing}
    <span class="m">${strings.display.missedDo}</span>
  </p>`;
}

/** Equal pieces, so that the last is not a lone word. */
function inPieces(text: string, size: number): string[] {
  const pieces = Math.ceil(text.length / size);
  const each = Math.ceil(text.length / Math.max(1, pieces));
  return Array.from({ length: pieces }, (_, index) => text.slice(index * each, (index + 1) * each));
}

function noticeLine(strings: Strings, notice: string, tight: boolean): unknown {
  const size = tight || notice.length > NOTICE_IN_ONE_LINE ? 'words small' : 'words';
  return html`<p class="notice" data-testid="notice">
    <span class="tag quiet">${strings.display.notice}</span><span class=${size}>${notice}</span>
  </p>`;
}

import { html, nothing } from 'lit';
import type { CounterView, SessionView } from '../protocol/views.ts';
import type { Contact } from '../ui/connection.ts';
import { clockTime } from '../ui/hall-time.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';

export interface HeaderKey {
  readonly press: () => void;
  /** Why it cannot be used now, in words; null: it can. */
  readonly why: string | null;
}
export type HeaderKeys = Readonly<Record<'walkIn' | 'repair' | 'close' | 'signOut', HeaderKey>>;

/** Who and where, whether the line stands, and the keys that are pressed seldom. */
export function deskHeader(
  view: CounterView,
  session: SessionView,
  contact: Contact,
  now: number | null,
  strings: Strings,
  keys: HeaderKeys,
): unknown {
  const words = strings.counter;
  const live = contact.state === 'live';
  const seal = `seal ${view.no > 9 ? 'two' : ''} ${live && view.status === 'open' ? '' : 'mute'}`;
  const key = (id: string, label: string, { press, why }: HeaderKey): unknown =>
    html`<button
      class="lite"
      data-testid=${id}
      aria-disabled=${why === null ? 'false' : 'true'}
      title=${why ?? nothing}
      @click=${press}
    >
      ${label}
    </button>`;
  return html`<header class="top rule">
    <b class=${seal}><i>${view.no}</i></b>
    <h1>${words.window}</h1>
    <span class="m"
      >${words.staffNo(session.staffNo)}${view.name === '' ? nothing : html`${words.comma}${view.name}`}</span
    >
    <span class="sp"></span>
    ${contactWord(contact, strings)}
    <span class="m today" data-testid="today">${words.handledToday(view.handledToday)}</span>
    ${key('walk-in', words.walkIn.open, keys.walkIn)} ${key('repair', words.repair.open, keys.repair)}
    ${key('close-window', words.close, keys.close)} ${key('sign-out', words.signOut, keys.signOut)}
    <button class="lite small-only" @click=${openStrip} data-testid="strip">${words.strip}</button>
    <span class="clock">${now === null ? '' : clockTime(now, view.hall.zone)}</span>
  </header>`;
}

export function contactWord(contact: Contact, strings: Strings): unknown {
  const words = strings.counter;
  const live = contact.state === 'live';
  const word = live ? words.connected : contact.state === 'loading' ? words.connecting : words.disconnected;
  return html`<span class="live ${live ? '' : 'cut'}" data-testid="contact">${word}</span>`;
}

/** The same page in a small window, to be kept on top of other programs. */
function openStrip(): void {
  open(location.href, 'paihao-strip', 'popup,width=400,height=700');
}

import type { TicketView } from '../protocol/views.ts';
import { Connection } from '../ui/connection.ts';
import { clockTime } from '../ui/hall-time.ts';
import { askWhy } from './ask-why.ts';
import { stateOf } from '../ui/phone-page/ticket-state.ts';

export interface Ringing {
  ring(): void;
}

/** Keeps the page true while it is open: looks at it anew when the ticket changes, rings when it is called. Returns the end of it. */
export function followTicket(ticket: HTMLElement, bell: Ringing): () => void {
  const { token = '', hall = '', zone = 'Asia/Shanghai' } = ticket.dataset;
  const connection = new Connection({ hall, token: null });
  let seen: TicketView | null = null;
  connection.watch<'ticket'>(`ticket/${token}`, (view) => {
    if (isCallFor(view, seen)) bell.ring();
    if (seen !== null || drawnState() !== stateOf(view)) void lookAnew();
    seen = view;
  });
  connection.addEventListener('contact', () => drawContact(connection, zone));
  const clock = setInterval(() => drawClock(connection, zone), 1_000);
  return () => {
    clearInterval(clock);
    connection.close();
  };
}

/** A call, or one more of the same: the hall's newest call is this number. */
function isCallFor(view: TicketView, seen: TicketView | null): boolean {
  if (view.status !== 'called' || seen === null) return false;
  if (seen.status !== 'called' || seen.window !== view.window) return true;
  return view.calls[0]?.number === view.number && JSON.stringify(view.calls) !== JSON.stringify(seen.calls);
}

function drawnState(): string | null {
  return document.querySelector('main')?.getAttribute('data-state') ?? null;
}

let looks = 0;

/** Takes the page's own main part as the hub draws it now; never while somebody is filling in a form. */
async function lookAnew(): Promise<void> {
  looks += 1;
  const look = looks;
  const address = document.querySelector('main')?.getAttribute('data-address') ?? location.href; // not where a form was posted to
  const response = await fetch(address, { cache: 'no-store', credentials: 'same-origin' }).catch(() => null);
  if (response === null || !response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.querySelector('main');
  const drawn = document.querySelector('main');
  const overtaken = look !== looks; // a later look draws what is newer
  if (overtaken || fresh === null || drawn === null || isFilledIn(drawn)) return;
  drawn.replaceWith(document.importNode(fresh, true));
  askWhy();
  const bell = document.getElementById('bell');
  if (bell !== null) bell.hidden = page.getElementById('bell') === null;
}

function isFilledIn(drawn: HTMLElement): boolean {
  const form = drawn.querySelector('form#rating');
  if (form === null) return false;
  const words = form.querySelector('textarea');
  return form.querySelector('input:checked') !== null || (words !== null && words.value !== '');
}

function drawContact(connection: Connection, zone: string): void {
  const cut = document.getElementById('cut');
  const since = document.getElementById('since');
  const { contact } = connection;
  if (cut === null || since === null) return;
  cut.hidden = contact.state !== 'lost';
  if (contact.state === 'lost') since.textContent = clockTime(contact.since, zone);
}

function drawClock(connection: Connection, zone: string): void {
  const now = connection.now();
  const at = document.getElementById('at');
  if (now === null || at === null || connection.contact.state !== 'live') return;
  const time = clockTime(now, zone);
  if (at.textContent !== time) at.textContent = time;
}

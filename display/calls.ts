import type { AnnouncementView, HallView } from '../protocol/views.ts';
import { dayOf } from '../ui/hall-time.ts';

/** How long a call is new, in ms of the hub's time. */
export const NEW_FOR_MS = 12_000;

/** A call on the screen. `age` is how long ago it was made, in ms, never below 0. */
export interface Call {
  readonly no: number;
  readonly number: string;
  readonly window: number;
  readonly text: string;
  readonly age: number;
  readonly fresh: boolean;
}

/** Today's calls, newest first, each number once, without those who were missed since. A no-show is spoken only. */
export function callsOf(view: HallView, now: number): readonly Call[] {
  const today = dayOf(now, view.hall.zone);
  const missed = new Set(view.missed);
  const seen = new Set<string>();
  const calls: Call[] = [];
  for (const announcement of [...view.announcements].reverse()) {
    const { kind, number } = announcement;
    if (kind === 'no-show') continue;
    if (seen.has(number)) continue;
    seen.add(number);
    if (missed.has(number) || dayOf(Date.parse(announcement.at), view.hall.zone) !== today) continue;
    calls.push(callOf(announcement, now));
  }
  return calls;
}

function callOf({ no, number, window, text, at }: AnnouncementView, now: number): Call {
  const age = Math.max(0, now - Date.parse(at));
  return { no, number, window, text, age, fresh: age < NEW_FOR_MS };
}

/** The part of a list that is shown now, where it is longer than its place: another one every 15 s. */
export function shownNow<T>(
  list: readonly T[],
  size: number,
  now: number,
): { readonly items: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const page = Math.floor(now / 15_000) % pages;
  return { items: list.slice(page * size, (page + 1) * size), page: page + 1, pages };
}

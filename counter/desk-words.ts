import type { ServiceView } from '../protocol/views.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Language } from '../ui/strings/strings.ts';

/** The service's name in the page's language; the hub's own word for one that is not in the list. */
export function serviceName(services: readonly ServiceView[], id: string, language: Language): string {
  const service = services.find((each) => each.id === id);
  return service === undefined ? id : nameIn(service, language);
}

/** Whole minutes gone by, never below 0. */
export function minutesSince(time: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(time)) / 60_000));
}

/** `04:36`, from an hour on `1:04:36`. */
export function stopwatch(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

const MINUTE_MS = 60_000;

/** Whole minutes gone by, never fewer than none. */
export function minutesOf(ms: number): number {
  return Math.max(0, Math.floor(ms / MINUTE_MS));
}

/** Milliseconds from an RFC 3339 instant to now; 0 while either is not known. */
export function sinceThen(then: string | null, now: number | null): number {
  return then === null || now === null ? 0 : Math.max(0, now - Date.parse(then));
}

/** `06:12`, minutes and seconds. */
export function stopwatch(ms: number): string {
  const seconds = Math.floor(ms / 1_000) % 60;
  return `${String(minutesOf(ms)).padStart(2, '0')}:${String(seconds).padStart(2, '0')}`;
}

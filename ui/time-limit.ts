/** Ends a request after so many ms; `AbortSignal.timeout` is younger than many a hall's screen. */
export function timeLimit(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

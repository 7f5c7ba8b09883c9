/** What comes to the windows on average. */
export interface Demand {
  /** Citizens an hour, 0 and more. */
  readonly arrivalsPerHour: number;
  /** Minutes a citizen keeps a window, more than 0. */
  readonly serviceMin: number;
}

/** A queue that settles: what a citizen may expect when it has run for a while. */
export interface SteadyQueue {
  /** Chance of having to wait at all, 0–1. */
  readonly pWait: number;
  /** Over all citizens, those who need not wait among them. */
  readonly meanWaitMin: number;
  /** Chance of being called within so many minutes, 0–1. */
  readonly calledWithin: (minutes: number) => number;
}

/** Beyond any hall, and counted to in milliseconds. */
const WINDOWS_AT_MOST = 100_000;

/** Windows kept busy on average, in erlangs. */
export function loadOf({ arrivalsPerHour, serviceMin }: Demand): number {
  within('arrivalsPerHour', arrivalsPerHour, arrivalsPerHour >= 0);
  within('serviceMin', serviceMin, serviceMin > 0);
  return (arrivalsPerHour * serviceMin) / 60;
}

/**
 * Erlang C (Erlang 1917): random arrivals, exponential handling times, one queue before windows that all do everything,
 * nobody leaves. A load as large as the windows grows a queue without end: no figure is true of it.
 */
export function erlangC(demand: Demand, windows: number): SteadyQueue | 'unstable' {
  const load = loadOf(demand);
  within('windows', windows, Number.isInteger(windows) && windows >= 0 && windows <= WINDOWS_AT_MOST);
  if (load >= windows) return 'unstable';
  const spare = windows - load;
  const blocked = erlangB(load, windows);
  const pWait = (windows * blocked) / (spare + load * blocked);
  return {
    pWait,
    meanWaitMin: (pWait * demand.serviceMin) / spare,
    calledWithin: (minutes) => {
      within('minutes', minutes, minutes >= 0);
      return 1 - pWait * Math.exp((-spare * minutes) / demand.serviceMin);
    },
  };
}

/** Erlang's loss formula by its recurrence: nothing overflows, however many windows. */
function erlangB(load: number, windows: number): number {
  let blocked = 1;
  for (let window = 1; window <= windows; window += 1) blocked = (load * blocked) / (window + load * blocked);
  return blocked;
}

function within(name: string, value: number, holds: boolean): void {
  if (!Number.isFinite(value) || !holds) throw new RangeError(`${name} may not be ${String(value)}`);
}

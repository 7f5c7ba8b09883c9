import type { Logger } from 'pino';
import type { ForecastFigures } from '../../domain/figures/forecast-figures.ts';
import type { Knowledge } from '../../domain/forecast/scene.ts';
import { NOTHING_FORETOLD, type Waits } from '../../domain/forecast/waits.ts';
import type { HallId } from '../../domain/values.ts';
import type { Core } from '../core.ts';
import type { Committed } from '../hub/hall-loop.ts';
import type { Foreteller } from './foreteller.ts';
import { HallForecast } from './hall-forecast.ts';

export interface HallForecastsParts {
  readonly core: Core;
  readonly log: Logger;
  /** Who is told of each commit. */
  readonly watchers: Set<(committed: Committed) => void>;
  readonly onChange: (hall: HallId) => void;
  readonly create: () => Foreteller;
}

/** What is foretold in each hall of a core; asking costs nothing. */
export class HallForecasts {
  readonly #halls = new Map<HallId, HallForecast>();
  readonly #watchers: HallForecastsParts['watchers'];
  readonly #watch = (committed: Committed): void => this.#halls.get(committed.hall)?.committed(committed);

  constructor({ core, log, watchers, onChange, create }: HallForecastsParts) {
    this.#watchers = watchers;
    watchers.add(this.#watch);
    for (const hall of core.hub.halls()) {
      const loop = core.hub.hall(hall);
      if (loop === undefined) continue;
      const forecast = new HallForecast({
        hall,
        loop,
        records: core.store.records,
        foreteller: create(),
        onChange: () => onChange(hall),
        onFault: (error) => log.error({ err: error, hall }, 'no wait can be foretold'),
      });
      this.#halls.set(hall, forecast);
    }
  }

  waits(hall: HallId): Waits {
    return this.#halls.get(hall)?.waits ?? NOTHING_FORETOLD;
  }

  /** What a run of the hall goes by; null before enough is known. */
  knowledge(hall: HallId): Knowledge | null {
    return this.#halls.get(hall)?.knowledge ?? null;
  }

  /** How well the last day of service before today was foretold. */
  lastDay(hall: HallId): ForecastFigures | null {
    return this.#halls.get(hall)?.lastDay ?? null;
  }

  async stop(): Promise<void> {
    this.#watchers.delete(this.#watch);
    await Promise.all([...this.#halls.values()].map((forecast) => forecast.stop()));
  }
}

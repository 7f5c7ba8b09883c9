import { NOTHING_FORETOLD, type Waits } from '../../domain/forecast/waits.ts';
import type { Forecaster } from './forecaster.ts';

/** Foretells nothing. */
export class NoForecaster implements Forecaster {
  learn(): void {
    // nothing is kept
  }

  follow(): void {
    // nothing is kept
  }

  foretell(): Waits {
    return NOTHING_FORETOLD;
  }
}

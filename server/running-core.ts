import type { Store } from '../db/store.ts';
import { closeCore, type Core } from './core.ts';
import type { Config } from './config.ts';
import type { HallForecasts } from './forecast/hall-forecasts.ts';
import { doubtQueued } from './paper/unfinished-paper.ts';
import type { Printing } from './paper/printing.ts';
import { draftStore } from './replace-store-file.ts';

export interface RunningCoreParts {
  readonly config: Config;
  readonly open: () => Promise<Core>;
  readonly print: (core: Core) => Printing;
  readonly foretell: (core: Core) => HallForecasts;
  /** Opens a back-up to look whether it is one. */
  readonly openBackup: (file: string) => Promise<Store>;
  /** Every client leaves before the core they talk to does. */
  readonly dropClients: () => void;
}

/** The core that serves now, with its printing and its forecasts; a restore puts another in its place. */
export class RunningCore {
  readonly #parts: RunningCoreParts;
  #core: Core;
  #printing: Printing;
  #forecasts: HallForecasts;
  #accepting = true;

  private constructor(parts: RunningCoreParts, core: Core) {
    this.#parts = parts;
    this.#core = core;
    this.#printing = parts.print(core);
    this.#forecasts = parts.foretell(core);
  }

  static async start(parts: RunningCoreParts): Promise<RunningCore> {
    return new RunningCore(parts, await parts.open());
  }

  get core(): Core {
    return this.#core;
  }

  get forecasts(): HallForecasts {
    return this.#forecasts;
  }

  /** False while a restore is under way, and from the stop on. */
  get accepting(): boolean {
    return this.#accepting;
  }

  stopAccepting(): void {
    this.#accepting = false;
  }

  /** Stop accepting, drop every client, swap, begin a new epoch. What cannot be opened again is not served either. */
  async replaceStore(backup: string): Promise<void> {
    const { config, open, openBackup, dropClients, print, foretell } = this.#parts;
    const draft = await draftStore(config.data, backup, openBackup); // a wrong file disturbs nobody
    this.#accepting = false;
    dropClients();
    await this.close();
    try {
      draft.swapIn();
    } finally {
      draft.drop();
      this.#core = await open();
      for (const hall of this.#core.hub.halls()) await doubtQueued(this.#core, config, hall);
      this.#printing = print(this.#core);
      this.#forecasts = foretell(this.#core);
      this.#accepting = true;
    }
  }

  async close(): Promise<void> {
    await this.#forecasts.stop();
    await this.#printing.stop();
    await closeCore(this.#core);
  }
}

import type { HallId } from '../../domain/values.ts';
import type { Config } from '../config.ts';
import { type Core, printersOf } from '../core.ts';
import { submitAsHub } from '../hub/submit-as-hub.ts';

/** The hub's own printer was sending when the hub ended: whether that paper came, only a person can tell. */
export async function doubtSending(core: Core, hall: HallId): Promise<void> {
  const sending = await core.hub
    .hall(hall)
    ?.read(({ jobs }) => [...jobs.values()].filter((job) => job.printer === 'main' && job.state === 'sending'));
  for (const { id } of sending ?? []) await doubt(core, hall, 'main', id);
}

/**
 * Paper that was queued when a back-up was made may have come since: after a restore nobody knows, so none of it is
 * printed by itself.
 */
export async function doubtQueued(core: Core, config: Config, hall: HallId): Promise<void> {
  for (const printer of (await printersOf(core, config, hall)).keys()) {
    for (;;) {
      const outcome = await submitAsHub(core.hub, hall, { type: 'claim-paper', printer });
      const job = outcome.kind === 'accepted' ? (outcome.answer as { readonly job: string | null }).job : null;
      if (job === null) break;
      await doubt(core, hall, printer, job);
    }
  }
}

async function doubt(core: Core, hall: HallId, printer: string, job: string): Promise<void> {
  await submitAsHub(core.hub, hall, { type: 'settle-paper', printer, job, state: 'unknown', failure: null });
}

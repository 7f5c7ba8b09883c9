import type { HallCommand } from '../../domain/commands.ts';
import type { HallId, TicketId } from '../../domain/values.ts';
import type { Spool } from '../../ticket-printer/spool.ts';
import type { Core } from '../core.ts';
import type { Outcome } from '../hub/batch.ts';
import { submitAsHub } from '../hub/submit-as-hub.ts';
import { paperJob } from './paper-facts.ts';

/** The spool of the hub's own printer, for the agent that runs inside it. `wakes` holds whom to wake on a commit. */
export function inHubSpool(core: Core, hall: HallId, publicUrl: () => string, wakes: Set<() => void>): Spool {
  const submit = async (command: HallCommand): Promise<Outcome & { kind: 'accepted' | 'refused' }> => {
    const outcome = await submitAsHub(core.hub, hall, command);
    if (outcome.kind === 'accepted' || outcome.kind === 'refused') return outcome;
    throw new Error('the hub cannot store this now');
  };
  return {
    async claim() {
      const outcome = await submit({ type: 'claim-paper', printer: 'main' });
      if (outcome.kind === 'refused') return null;
      const { job, ticket } = outcome.answer as { job: string | null; ticket?: TicketId };
      return job === null || ticket === undefined ? null : paperJob(core, hall, job, ticket, publicUrl());
    },
    async settle(job, { state, failure }) {
      await submit({ type: 'settle-paper', printer: 'main', job, state, failure });
    },
    async report(condition) {
      await submit({ type: 'report-printer', printer: 'main', condition });
    },
    onContact: () => () => undefined, // the same process: what was told stays told
    onWork(wake) {
      wakes.add(wake);
      return () => void wakes.delete(wake);
    },
  };
}

import type { Answer } from '../../domain/decision.ts';
import type { Instant, TicketId } from '../../domain/values.ts';
import type { CommandRow } from '../../protocol/commands/row.ts';
import { time } from '../../protocol/views/parts.ts';
import { paperJob } from '../paper/paper-facts.ts';
import type { Context } from './context.ts';
import type { Sender } from './sender.ts';

/** A stored answer as it goes out: what must not be stored, tokens and papers, is put in here. */
export async function present(
  context: Context,
  row: CommandRow,
  { hall, by }: Sender,
  answer: Answer,
): Promise<unknown> {
  const core = context.core();
  if (row.action === 'issue-ticket') {
    const { ticket, issuedAt, ...rest } = answer as { ticket: TicketId; issuedAt: Instant };
    const token = core.tokens.ticketToken(ticket);
    const told =
      by.kind === 'person' ? { token: null, url: null } : { token, url: `${context.publicUrl()}/t/${token}` };
    return { id: ticket, ...rest, issuedAt: time(issuedAt), ...told };
  }
  if (row.action === 'claim-paper') {
    const { job, ticket } = answer as { job: string | null; ticket?: TicketId };
    return {
      job: job === null || ticket === undefined ? null : await paperJob(core, hall, job, ticket, context.publicUrl()),
    };
  }
  return answer;
}

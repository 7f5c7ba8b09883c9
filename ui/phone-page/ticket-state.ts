import type { TicketView } from '../../protocol/views.ts';

/** Changes when a look at the page would show something else of the ticket. */
export function stateOf({ status, ahead, window, rating }: TicketView): string {
  return [status, ahead ?? '-', window ?? '-', rating.level ?? '-'].join('/');
}

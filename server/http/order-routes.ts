import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Router } from 'express';
import { dayAt, dayLater } from '../../domain/day/calendar.ts';
import { findTicket } from '../../domain/queue/find.ts';
import { isPriority } from '../../domain/queue/order/pick-next.ts';
import { DEFAULT_ZONE, zoneOf } from '../../domain/settings/zone.ts';
import { type Day, type HallId, parseTicketNumber } from '../../domain/values.ts';
import { type PriorityShareView, ticketRecord } from '../../protocol/views/ticket-record.ts';
import type { Core } from '../core.ts';
import { administrator } from './administrator.ts';
import type { Context } from './context.ts';
import { sendProblem } from './problem.ts';

/** Days looked back on for the share of priority tickets, and how many tickets are enough. */
const DAYS_BACK = 28;
const ENOUGH = 2_000;

/** Why somebody was called, and what the hall's choice of an order rests on. */
export function orderRoutes(router: Router, context: Context): void {
  router.get('/halls/:hall/tickets/:number', async (request, response) => {
    const reader = await administrator(context, 'watch-board', request, response);
    if (reader === undefined) return;
    const number = parseTicketNumber(request.params.number);
    const record = await context
      .core()
      .hub.hall(reader.hall)
      ?.read((state) => {
        const ticket = number === undefined ? undefined : findTicket(state, { number });
        return ticket && ticketRecord(state, ticket);
      });
    if (record === undefined) sendProblem(request, response, 404, 'unknown-ticket');
    else response.json(record);
  });

  router.get('/halls/:hall/priority-share', async (request, response) => {
    const reader = await administrator(context, 'watch-board', request, response);
    if (reader === undefined) return;
    const core = context.core();
    const zone = await core.hub.hall(reader.hall)?.read((state) => zoneOf(state));
    const today = dayAt(core.hub.now(), zone ?? DEFAULT_ZONE).day;
    response.json(await priorityShare(core, reader.hall, today));
  });
}

/** Of the tickets that queued today and before, day by day back until there are enough. */
async function priorityShare({ store }: Core, hall: HallId, to: Day): Promise<PriorityShareView> {
  let [from, priority, issued] = [to, 0, 0];
  for (let back = 0; back <= DAYS_BACK && issued < ENOUGH; back += 1) {
    from = dayLater(to, -back);
    for await (const page of store.records.day(hall, from)) {
      const queued = page.filter(({ channel }) => channel !== 'walk-in');
      issued += queued.length;
      priority += queued.filter(isPriority).length;
    }
    await nextTurn();
  }
  return { from, to, priority, issued };
}

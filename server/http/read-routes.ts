import type { Request, Response, Router } from 'express';
import { FigureAccumulator } from '../../domain/figures/day-figures.ts';
import { type Day, type HallId, parseDay, type TicketId } from '../../domain/values.ts';
import type { DayFigures, TicketView } from '../../protocol/views.ts';
import { hallView } from '../../protocol/views/hall-view.ts';
import { time } from '../../protocol/views/parts.ts';
import { aheadNow, pastTicketView, ticketView } from '../../protocol/views/ticket-view.ts';
import { buildBoard } from '../publish/view-source.ts';
import { readTicketId } from '../tokens.ts';
import { administrator } from './administrator.ts';
import { type Context, hallOf } from './context.ts';
import { sendProblem } from './problem.ts';

export function readRoutes(router: Router, context: Context): void {
  router.get('/halls/:hall', async (request, response) => {
    const hall = hallOf(context, request, response);
    if (hall === undefined) return;
    const view = await context
      .core()
      .hub.hall(hall)
      ?.read((state) => (state.settings === null ? null : hallView(state, state.settings)));
    if (view === null || view === undefined) sendProblem(request, response, 404, 'unknown-hall');
    else response.json(view);
  });

  router.get('/tickets/:token', async (request, response) => {
    const found = await ticketByToken(context, request, response, request.params.token);
    if (found !== undefined) response.json(found.view);
  });

  router.get('/halls/:hall/board', async (request, response) => {
    const reader = await administrator(context, 'watch-board', request, response);
    if (reader !== undefined) response.json(await buildBoard(context.source(), reader.hall));
  });

  router.get('/halls/:hall/reports/daily', async (request, response) => {
    const reader = await administrator(context, 'read-reports', request, response);
    if (reader === undefined) return;
    const asked = request.query['day'];
    const today = await context
      .core()
      .hub.hall(reader.hall)
      ?.read((state) => state.day?.day ?? null);
    const day = asked === undefined ? today : parseDay(asked);
    if (day === undefined || day === null) {
      sendProblem(request, response, 400, 'invalid', { errors: [{ path: 'day', message: 'YYYY-MM-DD' }] });
      return;
    }
    response.json(await dayReport(context, reader.hall, day));
  });
}

/** A day's figures from the records, read in pages of one consistent reading. */
export async function dayReport(context: Context, hall: HallId, day: Day): Promise<DayFigures | undefined> {
  const core = context.core();
  const settings = await core.hub.hall(hall)?.read((state) => state.settings);
  if (settings === null || settings === undefined) return undefined;
  const figures = new FigureAccumulator(settings);
  for await (const page of core.store.records.day(hall, day)) figures.addRows(page);
  return figures.finish(time(core.hub.now()), day);
}

export interface FoundTicket {
  readonly hall: HallId;
  readonly ticket: TicketId;
  readonly view: TicketView;
}

/** The ticket of a token as its citizen sees it, today's or an earlier day's; else the problem is sent. */
export async function ticketByToken(
  context: Context,
  request: Request,
  response: Response,
  token: string,
): Promise<FoundTicket | undefined> {
  const core = context.core();
  const ticket = core.tokens.readTicketToken(token);
  const parts = ticket === undefined ? undefined : readTicketId(ticket);
  const loop = parts === undefined ? undefined : core.hub.hall(parts.hall);
  if (ticket === undefined || parts === undefined || loop === undefined) {
    const tooOften = context.countStranger(request);
    sendProblem(request, response, tooOften ? 429 : 404, tooOften ? 'too-many' : 'unknown-ticket');
    return undefined;
  }
  const live = await loop.read((state, _, at) => {
    const found = state.tickets.get(ticket);
    if (found === undefined || state.settings === null) return undefined;
    return ticketView(state, state.settings, found, found.status === 'waiting' ? aheadNow(state, at) : new Map());
  });
  const view = live ?? (await pastTicket(context, parts.hall, ticket));
  if (view !== undefined) return { hall: parts.hall, ticket, view };
  sendProblem(request, response, 404, 'unknown-ticket');
  return undefined;
}

async function pastTicket(context: Context, hall: HallId, ticket: TicketId): Promise<TicketView | undefined> {
  const core = context.core();
  const row = await core.store.records.ticket(hall, ticket);
  if (row === undefined) return undefined;
  return core.hub
    .hall(hall)
    ?.read((state) => (state.settings === null ? undefined : pastTicketView(state, state.settings, row)));
}

import type { Router } from 'express';
import { FigureAccumulator } from '../../domain/figures/day-figures.ts';
import { type Day, type HallId, parseDay } from '../../domain/values.ts';
import type { DayFigures } from '../../protocol/views.ts';
import { hallView } from '../../protocol/views/hall-view.ts';
import { time } from '../../protocol/views/parts.ts';
import { buildBoard } from '../publish/view-source.ts';
import { administrator } from './administrator.ts';
import { type Context, hallOf } from './context.ts';
import { findByToken } from './find-ticket.ts';
import { sendProblem } from './problem.ts';

export function readRoutes(router: Router, context: Context): void {
  router.get('/halls/:hall', async (request, response) => {
    const hall = hallOf(context, request, response);
    if (hall === undefined) return;
    const view = await context
      .core()
      .hub.hall(hall)
      ?.read((state) =>
        state.settings === null ? null : hallView(state, state.settings, context.forecasts().waits(hall)),
      );
    if (view === null || view === undefined) sendProblem(request, response, 404, 'unknown-hall');
    else response.json(view);
  });

  router.get('/tickets/:token', async (request, response) => {
    const found = await findByToken(context, request, request.params.token);
    if (found === 'too-many') sendProblem(request, response, 429, 'too-many');
    else if (found === undefined) sendProblem(request, response, 404, 'unknown-ticket');
    else response.json(found.view);
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

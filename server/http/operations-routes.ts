import type { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { HallLoop } from '../hub/hall-loop.ts';
import type { Context } from './context.ts';

/** Health, readiness and metrics: no token, no personal data. */
export function operationsRoutes(router: Router, context: Context): void {
  const metrics = hallMetrics(context);

  router.get('/healthz', (_, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/readyz', (_, response) => {
    const { hub } = context.core();
    const failing = hub.halls().filter((hall) => hub.hall(hall)?.failingSince !== null);
    const ready = context.accepting() && failing.length === 0;
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not-stored', halls: failing });
  });

  router.get('/metrics', async (_, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
}

function hallMetrics(context: Context): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: (loop: HallLoop) => Promise<number>): void => {
    const its = new Gauge({
      name,
      help,
      labelNames: ['hall'],
      registers: [registry],
      async collect() {
        const { hub } = context.core();
        for (const hall of hub.halls()) {
          const loop = hub.hall(hall);
          if (loop !== undefined) its.set({ hall }, await read(loop));
        }
      },
    });
  };
  gauge('paihao_waiting_tickets', 'Tickets that wait now.', (loop) =>
    loop.read((state) => [...state.queues.values()].reduce((sum, queue) => sum + queue.size, 0)),
  );
  gauge('paihao_open_windows', 'Windows somebody works at.', (loop) => loop.read((state) => state.desks.size));
  gauge('paihao_log_events', 'Events in the log.', (loop) => loop.read((state) => state.seq));
  gauge('paihao_store_failing', '1 while nothing can be stored.', (loop) =>
    Promise.resolve(loop.failingSince === null ? 0 : 1),
  );
  return registry;
}

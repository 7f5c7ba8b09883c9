import type { Figure } from './figures.ts';
import { median } from './figures.ts';
import type { Started } from './hub-part.ts';
import type { Load, Target } from './load-part.ts';
import type { Part } from './part.ts';
import type { Bench } from './bench.ts';

const CONNECTIONS = 32;
const BODY = JSON.stringify({ service: 'general', category: 'ordinary' });
const PATH = '/api/v1/halls/qingxi/tickets';

/** Durable tickets a second, against the same route that stores nothing, and against nothing but express. */
export async function measureTickets(bench: Bench): Promise<readonly Figure[]> {
  const { rounds, ms } = bench.quick ? { rounds: 5, ms: 1_000 } : { rounds: 15, ms: 1_500 };
  const [durable, forgetful, bare, load] = ['hub', 'hub', 'bare', 'load'].map((name) => bench.part(name)) as [
    Part,
    Part,
    Part,
    Part,
  ];
  const targets: Target[] = [];
  for (const hub of [durable, forgetful]) {
    const { url } = await hub.ask<Started>('start', { data: bench.folder(), forgetful: hub === forgetful });
    const token = await hub.ask<string>('pair', { kind: 'dispenser' });
    targets.push({ url, path: PATH, headers: { authorization: `Bearer ${token}` }, body: BODY });
  }
  const url = await bare.ask<string>('start', { ticket: await firstTicket(targets[0]) });
  targets.push({ url, path: '/tickets', headers: targets[0]?.headers ?? {}, body: BODY });

  const rates: number[][] = [[], [], []];
  for (let round = -1; round < rounds; round += 1) {
    for (const [place, target] of targets.entries()) {
      const order: Load = { ...target, connections: CONNECTIONS, ms: round < 0 ? 1_000 : ms };
      const rate = await load.ask<number>('load', order);
      if (round >= 0) rates[place]?.push(rate); // the first round only warms up
    }
    bench.note(
      `tickets, round ${round + 1} of ${rounds}: ${rates.map((each) => each.at(-1)?.toFixed(0) ?? '…').join(' / ')}`,
    );
  }
  const [ours = 0, storingNothing = 0, express = 0] = rates.map(median);
  const against = { name: 'bare-express', value: express };
  const unit = 'tickets/s';
  return [
    { name: 'tickets-durable', value: ours, unit, against },
    {
      name: 'tickets-durable',
      value: ours,
      unit,
      against: { name: 'same-checks-storing-nothing', value: storingNothing },
    },
    { name: 'same-checks-storing-nothing', value: storingNothing, unit, against },
    { name: 'bare-express', value: express, unit: 'answers/s', against },
  ];
}

/** What the bare route answers too, so that as many bytes go out. */
async function firstTicket(target: Target | undefined): Promise<unknown> {
  if (target === undefined) throw new Error('no hub to ask');
  const response = await fetch(target.url + target.path, {
    method: 'POST',
    headers: { ...target.headers, 'content-type': 'application/json', 'idempotency-key': 'first' },
    body: target.body,
  });
  if (response.status !== 201) throw new Error(`no ticket: ${response.status}`);
  return response.json();
}

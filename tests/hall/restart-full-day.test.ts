import { pino } from 'pino';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/open-store.ts';
import type { Actor } from '../../domain/actor.ts';
import type { HallCommand } from '../../domain/commands.ts';
import { NOTHING_FORETOLD } from '../../domain/forecast/waits.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { parseServiceId, parseWindowNo } from '../../domain/values.ts';
import { systemTime } from '../../server/hub/hall-clock.ts';
import { Hub } from '../../server/hub/hub.ts';
import { storeFile } from '../../server/replace-store-file.ts';
import { hallView } from '../../protocol/views/hall-view.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { qingxi, staffNo, sure } from '../support/people.ts';

const TICKETS = 10_000;
const HANDLED = 2_000;

/** A day of so many tickets in the folder, through the hub's own loop; the hall as everybody sees it at the end. */
async function fillDay(data: string): Promise<unknown> {
  const store = await openSqliteStore(storeFile(data));
  const hub = await Hub.start(store, systemTime, pino({ level: 'silent' }), () => undefined);
  await hub.addHall(demoHall());
  const loop = sure(hub.hall(qingxi));
  let keys = 0;
  const submit = async (command: HallCommand, by: Actor): Promise<void> => {
    const outcome = await loop.submit({ command, by, key: String((keys += 1)), request: '', texts: [] });
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
  };
  const services = demoHall().services.map(({ id }) => sure(parseServiceId(id)));
  const dispenser: Actor = { kind: 'device', device: 'door', is: 'dispenser', window: null };
  await Promise.all(
    Array.from({ length: TICKETS }, (_, index) =>
      submit(
        {
          type: 'issue-ticket',
          service: sure(services[index % services.length]),
          category: 'ordinary',
          channel: 'dispenser',
          printer: null,
        },
        dispenser,
      ),
    ),
  );
  const window = sure(parseWindowNo(1));
  const staff: Actor = { kind: 'person', staffNo: staffNo('0312'), role: 'staff' };
  await submit({ type: 'open-window', window }, staff);
  const keysPressed: Promise<void>[] = [];
  for (let each = 0; each < HANDLED; each += 1) {
    keysPressed.push(submit({ type: 'call-next', window }, staff));
    if (each < HANDLED - 1) keysPressed.push(submit({ type: 'finish', window, outcome: 'done' }, staff));
  }
  await Promise.all(keysPressed);
  const seen = await loop.read((hall) =>
    hall.settings === null ? null : hallView(hall, hall.settings, NOTHING_FORETOLD),
  );
  await hub.stop();
  await store.close();
  return JSON.parse(JSON.stringify(seen)) as unknown;
}

/** Without what is foretold, which comes a moment later. */
function untold(view: unknown): unknown {
  const { services, ...rest } = view as { readonly services: readonly object[] };
  return { ...rest, services: services.map((service) => ({ ...service, wait: null })) };
}

it('[F5] with a day of 10,000 tickets the hub serves again at once, and its state is the same', async () => {
  const data = temporaryFolder();
  const seen = await fillDay(data);
  const before = performance.now();
  const hub = await startHubProcess(data);
  const took = performance.now() - before;
  const view: unknown = await (await fetch(`${hub.url}/api/v1/halls/qingxi`)).json();
  expect(untold(view)).toEqual(seen);
  expect(view).toMatchObject({ windows: [{ no: 1, status: 'open' }, {}, {}, {}] });
  expect(took).toBeLessThan(5_000); // the second it should take is measured by the bench, on a machine at rest
  expect(await hub.end()).toBe(0);
}, 60_000);

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DispenserPage } from '../../dispenser/dispenser-page.ts';
import { dispenserView } from './support/sample-views.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;

beforeEach(async () => {
  hub = new ScriptedHub();
  const view = dispenserView();
  const waits = { A: { low: 0, high: 5 }, B: { low: 20, high: 30 } } as const;
  const services = view.services.map((service) =>
    service.prefix === 'A' || service.prefix === 'B'
      ? { ...service, waiting: 0, wait: waits[service.prefix] }
      : { ...service, waiting: 0 },
  );
  hub.show('dispenser', { ...view, services });
  await hub.start();
  stand = new Stand(hub, (connection) => Object.assign(new DispenserPage(), { connection }));
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

it('does not say that nobody waits beside a wait for windows that are busy with others', async () => {
  const words = async (service: string): Promise<string> =>
    (await stand.see(`service-${service}`)).textContent.replace(/\s+/g, ' ');
  expect(await words('social-insurance')).toMatch(/无人等候 .*5 分钟/);
  expect(await words('medical-insurance')).toMatch(/20–30 分钟/);
  expect(await words('medical-insurance')).not.toContain('无人等候');
  expect(await words('civil-affairs')).toContain('无人等候');
});

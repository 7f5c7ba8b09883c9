import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import type { DispenserView } from '../../protocol/views.ts';
import { done } from '../support/caller.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hall, startHub } from '../support/start-hub.ts';
import { startSpeakingHall } from '../support/speaking-hall.ts';
import { watch } from '../support/watch.ts';

const NOT_INSTALLED = { module: 'nobody-ever-wrote-this-synthesis' };
const paths = (process.env['PATH'] ?? '').split(delimiter);
const isInstalled = paths.some((folder) => existsSync(join(folder, 'espeak-ng')));

it('[D5] says of the engine that is set whether it is there, and that nobody speaks where none is', async () => {
  vi.stubEnv('PATH', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const { hub } = await startSpeakingHall(NOT_INSTALLED);
  const keeper = await hub.user('supervisor');
  await vi.waitFor(async () => {
    const nobody = { engine: 'built-in', condition: 'missing', speaking: null };
    expect(await done(keeper.get(`${hall}/voice`))).toMatchObject(nobody);
  });
});

it.runIf(isInstalled)('[D5] says which engine stands in for the one that is set', async () => {
  const { hub } = await startSpeakingHall(NOT_INSTALLED);
  const keeper = await hub.user('supervisor');
  const state = async () => await done(keeper.get(`${hall}/voice`));
  expect(await state()).toMatchObject({ engine: 'built-in', condition: 'missing', speaking: 'system' });
  await hub.configure({ voice: { ...demoHall().voice, engine: 'system' } });
  await vi.waitFor(async () =>
    expect(await state()).toMatchObject({ engine: 'system', condition: 'ready', speaking: 'system' }),
  );
});

it('a dispenser is told to be silent where its prompts are off, and where the voice is', async () => {
  const hub = await startHub();
  const machine = await watch(hub.url(), await hub.pair('dispenser'), 'dispenser');
  await machine.until((view: DispenserView) => view.prompts);
  await hub.configure({ voice: { ...demoHall().voice, engine: 'off' } });
  await machine.until((view: DispenserView) => !view.prompts);
  await hub.configure({});
  await machine.until((view: DispenserView) => view.prompts);
  await hub.configure({ voice: { ...demoHall().voice, prompts: false } });
  await machine.until((view: DispenserView) => !view.prompts);
});

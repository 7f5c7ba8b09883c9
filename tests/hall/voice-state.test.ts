import { expect, it } from 'vitest';
import { done } from '../support/caller.ts';
import { hall } from '../support/start-hub.ts';
import { startSpeakingHall } from '../support/speaking-hall.ts';

it('[D5] says of the engine that is set whether it is there, not of the one that stands in for it', async () => {
  const { hub } = await startSpeakingHall({ module: 'nobody-ever-wrote-this-synthesis' });
  const keeper = await hub.user('supervisor');
  expect(await done(keeper.get(`${hall}/voice`))).toMatchObject({ engine: 'built-in', condition: 'missing' });
});

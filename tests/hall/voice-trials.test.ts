import { expect, it } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { hall } from '../support/start-hub.ts';
import { startSpeakingHall } from '../support/speaking-hall.ts';

it('[D5] four hundred trials at once keep no call waiting', { timeout: 60_000 }, async () => {
  const speaking = await startSpeakingHall();
  const long = '请{number}号到{window}号窗口办理业务，带好本人身份证和户口簿，听不清楚请看大厅屏幕';
  await speaking.hub.configure({ callText: long, voice: { ...demoHall().voice, speed: 80, then: ['en'] } });
  const { headers } = await speaking.hub.user('supervisor');
  const trials = Array.from({ length: 400 }, async (_, index) => {
    const path = `${hall}/voice/try?number=B${String(100 + index)}&window=${String(1 + (index % 99))}`;
    const response = await fetch(`${speaking.hub.url()}/api/v1${path}`, { headers });
    await response.arrayBuffer();
    return response.status;
  });
  await Promise.race(trials); // some have got as far as the engine
  await speaking.call();
  expect((await speaking.hear('/announcements/1/audio')).status).toBe(200);
  const statuses = await Promise.all(trials);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
});

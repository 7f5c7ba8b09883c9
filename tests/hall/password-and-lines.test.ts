import { expect, it } from 'vitest';
import { done, expectProblem } from '../support/caller.ts';
import { hungUp, openLine } from '../support/line.ts';
import { good } from '../support/people.ts';
import { startHub } from '../support/start-hub.ts';

it('whoever changes their password is rid at once of the sessions and lines opened with the old one', async () => {
  const hub = await startHub();
  const here = await hub.user('staff');
  const elsewhere = await hub.signIn(here.staffNo);
  const line = await openLine(hub.url(), elsewhere.headers);
  expect(await line.watch('counter/1')).toHaveProperty('view');
  const cut = hungUp(line);
  await done(here.post('/session/password', { old: good, new: 'Another-2026-hall' }));
  await cut;
  expectProblem(await elsewhere.get('/session'), 401, 'unauthenticated');

  await done(here.get('/session'));
  const back = await openLine(hub.url(), here.headers);
  expect(await back.watch('counter/1')).toHaveProperty('view');
}, 10_000);

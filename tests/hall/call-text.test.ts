import { expect, it } from 'vitest';
import type { HallView, TicketView } from '../../protocol/views.ts';
import { done } from '../support/caller.ts';
import { hall, startHub } from '../support/start-hub.ts';

it('[D3] a call is told and read as the hall set it: exactly by default, 2号 as 二号, 幺 as a choice', async () => {
  const hub = await startHub();
  const [clerk, dispenser] = [await hub.user('staff'), await hub.pair('dispenser')];
  await done(clerk.post(`${hall}/windows/2/open`));
  const call = async (): Promise<HallView['announcements'][number] | undefined> => {
    await done(dispenser.post(`${hall}/tickets`, { service: 'social-insurance' }));
    await done(clerk.post(`${hall}/windows/2/call-next`));
    const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
    return view.announcements.at(-1);
  };
  expect(await call()).toMatchObject({
    text: '请A001号到2号窗口办理业务',
    reading: '请A零零一号到二号窗口办理业务',
  });
  await hub.configure({ callText: '{number}号，请到{window}号窗口，在２楼', oneAs: '幺' });
  for (let number = 2; number < 12; number += 1) await call();
  expect(await call()).toMatchObject({
    text: 'A012号，请到2号窗口，在２楼',
    reading: expect.stringMatching(/^A零幺二号.*到二号窗口.*在二楼$/) as string,
  });
});

it('a no-show is announced in its own words and is no call on the phones of those who wait', async () => {
  const hub = await startHub();
  const [clerk, dispenser] = [await hub.user('staff'), await hub.pair('dispenser')];
  await hub.configure({ noShowText: '{number}号没有应答，{window}号窗口已过号' });
  await done(clerk.post(`${hall}/windows/2/open`));
  const take = (): Promise<object> => done(dispenser.post(`${hall}/tickets`, { service: 'social-insurance' }));
  await take();
  const { token } = (await take()) as { token: string };
  await done(clerk.post(`${hall}/windows/2/call-next`));
  await done(clerk.post(`${hall}/windows/2/no-show`));
  const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
  expect(view.announcements.map(({ kind, text }) => [kind, text])).toEqual([
    ['call', '请A001号到2号窗口办理业务'],
    ['no-show', 'A001号没有应答，2号窗口已过号'],
  ]);
  const { calls } = (await done(hub.nobody.get(`/tickets/${token}`))) as unknown as TicketView;
  expect(calls).toEqual([{ number: 'A001', window: 2 }]);
});

it('a no-show taken back is no longer among the announcements, and told once when it is pressed again', async () => {
  const hub = await startHub();
  const [clerk, dispenser] = [await hub.user('staff'), await hub.pair('dispenser')];
  await hub.configure({ noShowText: '{number}号过号，请到导办台' });
  await done(clerk.post(`${hall}/windows/2/open`));
  await done(dispenser.post(`${hall}/tickets`, { service: 'social-insurance' }));
  const told = async (): Promise<unknown[]> => {
    const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
    return view.announcements.map(({ no, kind }) => [no, kind]);
  };
  for (const key of ['call-next', 'no-show', 'undo']) await done(clerk.post(`${hall}/windows/2/${key}`));
  expect(await told()).toEqual([[1, 'call']]);
  await done(clerk.post(`${hall}/windows/2/no-show`));
  expect(await told()).toEqual([
    [1, 'call'],
    [3, 'no-show'],
  ]);
});

it('[D4] a call taken back is no longer among the announcements, and told once when it is pressed again', async () => {
  const hub = await startHub();
  const [clerk, dispenser] = [await hub.user('staff'), await hub.pair('dispenser')];
  await done(clerk.post(`${hall}/windows/2/open`));
  await done(dispenser.post(`${hall}/tickets`, { service: 'social-insurance' }));
  const told = async (): Promise<unknown[]> => {
    const view = (await done(hub.nobody.get(hall))) as unknown as HallView;
    return view.announcements.map(({ no, kind, number }) => [no, kind, number]);
  };
  for (const key of ['call-next', 'undo']) await done(clerk.post(`${hall}/windows/2/${key}`));
  expect(await told()).toEqual([]);
  await done(clerk.post(`${hall}/windows/2/call-next`));
  expect(await told()).toEqual([[2, 'call', 'A001']]);
});

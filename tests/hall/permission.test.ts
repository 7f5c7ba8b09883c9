import { expect, it } from 'vitest';
import { ROLES } from '../../domain/actor.ts';
import { parseHallId, parseWindowNo } from '../../domain/values.ts';
import { denial } from '../../server/auth/permission.ts';
import { identify, SESSION_COOKIE, whoIs, type Principal } from '../../server/auth/principal.ts';
import { ACTIONS, may } from '../../protocol/rights.ts';
import { addPerson, doors, good, nine, qingxi, sure } from '../support/people.ts';

const elsewhere = sure(parseHallId('baishui'));

async function enter(role: (typeof ROLES)[number], mustChange = false): Promise<Principal> {
  const hall = doors();
  await addPerson(hall, '0312', role, { mustChange });
  const result = await hall.signIn.signIn({ address: '10.0.0.7', staffNo: '0312', password: good }, nine);
  return identify(hall, { cookie: `${SESSION_COOKIE}=${result.ok ? result.cookie : ''}` }, nine);
}

it('[S2] a signed-in person is let through exactly where the role may, and only in their own hall', async () => {
  for (const role of ROLES) {
    const person = await enter(role);
    expect(whoIs(person)).toBe(role);
    for (const action of ACTIONS) {
      const answer = denial(action, person, { hall: qingxi });
      expect(answer, `${role} ${action}`).toBe(may(action, role) ? undefined : 'forbidden');
      if (answer === undefined && !may(action, 'nobody'))
        expect(denial(action, person, { hall: elsewhere })).toBe('other-hall');
    }
  }
});

it('[S2] a guide issues at reception and on the telephone, never in the dispenser’s name', async () => {
  const guide = await enter('guide');
  const issue = (channel: 'dispenser' | 'reception' | 'phone') =>
    denial('issue-ticket', guide, { hall: qingxi, channel });
  expect([issue('reception'), issue('phone'), issue('dispenser')]).toEqual([undefined, undefined, 'forbidden']);
});

it('[S1] whoever must change the password may do nothing else before', async () => {
  const person = await enter('staff', true);
  for (const action of ACTIONS.filter((one) => !may(one, 'nobody'))) {
    const answer = denial(action, person, { hall: qingxi });
    expect(answer, action).toBe(action === 'change-own-password' ? undefined : 'must-change-password');
  }
});

it('nobody reaches what is public and no more; a bad token does not close the public door', async () => {
  const hall = doors();
  for (const credentials of [{}, { authorization: 'Bearer wrong' }]) {
    const nobody = await identify(hall, credentials, nine);
    const open = ACTIONS.filter((action) => denial(action, nobody, { hall: qingxi }) === undefined);
    expect(open).toEqual(['watch-hall', 'watch-window']);
    expect(denial('call-next', nobody, { hall: qingxi, window: sure(parseWindowNo(3)) })).toBe('not-known');
  }
});

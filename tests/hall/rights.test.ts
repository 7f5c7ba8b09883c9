import { expect, it } from 'vitest';
import { DEVICE_KINDS, ROLES } from '../../domain/actor.ts';
import { CHANNELS } from '../../domain/queue/ticket.ts';
import { ACTIONS, may, mayIssue, type Action, type Who } from '../../protocol/rights.ts';

const EVERYBODY: readonly Who[] = [...ROLES, ...DEVICE_KINDS, 'citizen', 'nobody'];

/** Columns: staff, guide, supervisor, appraiser, administrator, auditor; dispenser, display, rating, printer, caller; citizen, nobody. */
const TABLE = `
  watch-hall           xxxxxx xxxxx xx
  watch-window         xxxxxx xxxxx xx
  watch-counter        x..... ..... ..
  watch-reception      .xx... ..... ..
  watch-dispenser      ...... x.... ..
  watch-ticket         ...... ..... x.
  watch-board          ..x.x. ..... ..
  watch-printer        ...... ...x. ..
  issue-ticket         xxx... x.... ..
  cancel-ticket        xxx... ..... ..
  change-service       xxx... ..... ..
  reinstate            xxx... ..... ..
  reprint              xxx... x.... ..
  confirm-paper        xxx... ..... ..
  open-window          x..... ..... ..
  pause-window         x..... ..... ..
  continue-window      x..... ..... ..
  close-window         x.x... ..... ..
  call-next            x..... ..... ..
  recall               x..... ..... ..
  arrive               x..... ..... ..
  finish               x..... ..... ..
  no-show              x..... ..... ..
  undo                 x..... ..... ..
  start-walk-in        x..... ..... ..
  write-note           x..... ..... ..
  rate-at-window       ...... ..x.. ..
  rate-own-ticket      ...... ..... x.
  cancel-own-ticket    ...... ..... x.
  claim-paper          ...... ...x. ..
  settle-paper         ...... ...x. ..
  report-printer       ...... ...x. ..
  read-reports         ..xxxx ..... ..
  configure            ....x. ..... ..
  read-settings        ....x. ..... ..
  keep-voice           ..x.x. ..... ..
  manage-accounts      ....x. ..... ..
  manage-devices       ....x. ..... ..
  read-audit-trail     .....x ..... ..
  verify-log           .....x ..... ..
  change-own-password  xxxxxx ..... ..
`;

/** Channels: dispenser, reception, phone, remote, walk-in. */
const ISSUING = `
  staff       .xx..
  guide       .xx..
  supervisor  .xx..
  dispenser   x....
`;

function rows(table: string): ReadonlyMap<string, string> {
  const lines = table.trim().split('\n');
  return new Map(lines.map((line) => line.trim().split(/\s+/)).map(([name = '', ...marks]) => [name, marks.join('')]));
}

it('[S2] every role, device and citizen may do what the table says, and nothing else', () => {
  const written = rows(TABLE);
  const told = new Map(
    ACTIONS.map((action) => [action, EVERYBODY.map((who) => (may(action, who) ? 'x' : '.')).join('')]),
  );
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(written));
  expect([...written.values()].every((marks) => marks.length === EVERYBODY.length)).toBe(true);
});

it('[S2] who issues tickets does so on their own channels only', () => {
  const written = rows(ISSUING);
  for (const who of EVERYBODY) {
    const marks = CHANNELS.map((channel) => (mayIssue(channel, who) ? 'x' : '.')).join('');
    expect(marks, who).toBe(written.get(who) ?? '.....');
    expect(marks.includes('x'), who).toBe(may('issue-ticket', who));
  }
});

it('no role may rate', () => {
  const rating: readonly Action[] = ['rate-at-window', 'rate-own-ticket'];
  for (const action of rating) for (const role of ROLES) expect(may(action, role), `${role} ${action}`).toBe(false);
});

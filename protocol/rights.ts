import type { DeviceKind, Role } from '../domain/actor.ts';
import type { CommandType } from '../domain/commands.ts';
import type { Channel } from '../domain/queue/ticket.ts';

/** Who asks: a signed-in person's role, a paired device's kind, the holder of a ticket's token, or anybody. */
export type Who = Role | DeviceKind | 'citizen' | 'nobody';

/** What the hub's clockwork alone does. */
type OfTheHub = 'open-day' | 'end-day' | 'arrive-by-itself' | 'give-up-paper' | 'note-clock';

/** Everything that can be asked of the hub; a rating is two things, for two people. */
export type Action =
  | Exclude<CommandType, OfTheHub | 'rate'>
  | 'rate-at-window'
  | 'rate-own-ticket'
  | 'cancel-own-ticket'
  | `watch-${'hall' | 'window' | 'counter' | 'reception' | 'dispenser' | 'ticket' | 'board' | 'printer'}`
  | 'change-own-password'
  | 'read-reports'
  | 'read-settings'
  | 'keep-voice'
  | 'manage-accounts'
  | 'manage-devices'
  | 'read-audit-trail'
  | 'verify-log';

const anybody: readonly Who[] = [
  'staff',
  'guide',
  'supervisor',
  'appraiser',
  'administrator',
  'auditor',
  'dispenser',
  'display',
  'rating',
  'printer',
  'caller',
  'citizen',
  'nobody',
];
const atWindow: readonly Who[] = ['staff'];
const atTicket: readonly Who[] = ['staff', 'guide', 'supervisor'];

/**
 * The one table of who may do what; least rights. That a person acts at their own window, a pad at its own, and
 * everybody in their own hall, is checked besides. Nobody with a staff session rates.
 */
const RIGHTS: Readonly<Record<Action, readonly Who[]>> = {
  'watch-hall': anybody,
  'watch-ticket': ['citizen'],
  'cancel-own-ticket': ['citizen'],
  'rate-own-ticket': ['citizen'],

  'issue-ticket': ['staff', 'guide', 'supervisor', 'dispenser'],
  'watch-dispenser': ['dispenser'],
  'watch-reception': ['guide', 'supervisor'],
  'cancel-ticket': atTicket,
  'change-service': atTicket,
  reinstate: atTicket,
  // the dispenser's own, just issued: see the rule
  reprint: [...atTicket, 'dispenser'],
  'confirm-paper': atTicket,

  'watch-counter': atWindow,
  'open-window': atWindow,
  'pause-window': atWindow,
  'continue-window': atWindow,
  'close-window': ['staff', 'supervisor'],
  'call-next': atWindow,
  recall: atWindow,
  arrive: atWindow,
  finish: atWindow,
  'no-show': atWindow,
  undo: atWindow,
  'start-walk-in': atWindow,
  'write-note': atWindow,

  'watch-window': anybody,
  'rate-at-window': ['rating'],

  'watch-printer': ['printer'],
  'claim-paper': ['printer'],
  'settle-paper': ['printer'],
  'report-printer': ['printer'],

  'watch-board': ['supervisor', 'administrator'],
  'read-reports': ['supervisor', 'appraiser', 'administrator', 'auditor'],
  configure: ['administrator'],
  'read-settings': ['administrator'],
  // clip packs, and trying the voice
  'keep-voice': ['supervisor', 'administrator'],
  'manage-accounts': ['administrator'],
  'manage-devices': ['administrator'],
  'read-audit-trail': ['auditor'],
  'verify-log': ['auditor'],
  'change-own-password': ['staff', 'guide', 'supervisor', 'appraiser', 'administrator', 'auditor'],
};

export const ACTIONS = Object.keys(RIGHTS) as readonly Action[];

export function may(action: Action, who: Who): boolean {
  return RIGHTS[action].includes(who);
}

/** A ticket taken at the dispenser is the dispenser's; people issue for those before them or on the telephone. */
const ISSUERS: Readonly<Record<Channel, readonly Who[]>> = {
  dispenser: ['dispenser'],
  reception: ['staff', 'guide', 'supervisor'],
  phone: ['staff', 'guide', 'supervisor'],
  remote: [],
  'walk-in': [],
};

/** Whether a ticket of this channel may be issued by them; a walk-in starts at a window instead. */
export function mayIssue(channel: Channel, who: Who): boolean {
  return ISSUERS[channel].includes(who);
}

import type { Actor, Role } from '../../domain/actor.ts';
import type { Freshness, HallCommand, TicketRef } from '../../domain/commands.ts';
import type { Category, Channel, Level, Outcome } from '../../domain/queue/ticket.ts';
import type { Instant, ServiceId, StaffNo, TicketNumber, WindowNo } from '../../domain/values.ts';

export const no = (window: number): WindowNo => window as WindowNo;
export const num = (number: string): TicketNumber => number as TicketNumber;
export const svc = (service: string): ServiceId => service as ServiceId;
/** Who works at a window, unless said otherwise: 0301 at window 1. */
export const staffAt = (window: number): StaffNo => `03${String(window).padStart(2, '0')}` as StaffNo;

export function person(staffNo: string, role: Role = 'staff'): Actor {
  return { kind: 'person', staffNo: staffNo as StaffNo, role };
}
export const supervisor = person('0900', 'supervisor');
export const guide = person('0800', 'guide');
export const dispenser: Actor = { kind: 'device', device: 'd1', is: 'dispenser', window: null };
export const pad = (window: number): Actor => ({ kind: 'device', device: 'r1', is: 'rating', window: no(window) });
export const HUB: Actor = { kind: 'hub' };

/** What the screen showed and when the key was pressed; a plain number stands for the pressing time. */
export interface Shown {
  readonly expected?: string | null;
  readonly pressedAt?: number;
}

function fresh({ expected, pressedAt }: Shown): Freshness {
  return {
    ...(expected === undefined ? {} : { expected: expected === null ? null : num(expected) }),
    ...(pressedAt === undefined ? {} : { pressedAt: pressedAt as Instant }),
  };
}

type Key = 'open-window' | 'continue-window' | 'close-window' | 'call-next' | 'recall' | 'arrive' | 'no-show' | 'undo';
const key =
  (type: Key) =>
  (window: number, shown: Shown = {}): HallCommand => ({ type, window: no(window), ...fresh(shown) });

export const openWindow = key('open-window');
export const continueWindow = key('continue-window');
export const closeWindow = key('close-window');
export const callNext = key('call-next');
export const recall = key('recall');
export const arrive = key('arrive');
export const noShow = key('no-show');
export const undo = key('undo');

export function finish(window: number, outcome: Outcome = 'done', shown: Shown = {}): HallCommand {
  return { type: 'finish', window: no(window), outcome, ...fresh(shown) };
}
export function pauseWindow(window: number, shown: Shown = {}): HallCommand {
  return { type: 'pause-window', window: no(window), reason: { id: 'lunch', hash: 'h' }, ...fresh(shown) };
}
export function walkIn(window: number, service = 'social-insurance', shown: Shown = {}): HallCommand {
  return { type: 'start-walk-in', window: no(window), service: svc(service), ...fresh(shown) };
}
export function writeNote(window: number, id: string, shown: Shown = {}): HallCommand {
  return { type: 'write-note', window: no(window), text: { id, hash: 'h' }, ...fresh(shown) };
}

interface Wish {
  readonly category?: Category;
  readonly channel?: Channel;
  readonly printer?: string | null;
}
export function issue(service = 'social-insurance', wish: Wish = {}): HallCommand {
  const { category = 'ordinary', channel = 'dispenser', printer = null } = wish;
  return { type: 'issue-ticket', service: svc(service), category, channel, printer };
}

const ref = (number: string): TicketRef => ({ number: num(number) });
export const cancel = (number: string): HallCommand => ({ type: 'cancel-ticket', ticket: ref(number) });
export const reinstate = (number: string): HallCommand => ({ type: 'reinstate', ticket: ref(number) });
export function changeService(number: string, service: string): HallCommand {
  return { type: 'change-service', ticket: ref(number), service: svc(service) };
}
export function reprint(number: string, printer: string | null = 'main'): HallCommand {
  return { type: 'reprint', ticket: ref(number), printer };
}
export const paperCame = (number: string, came: boolean): HallCommand => ({
  type: 'confirm-paper',
  ticket: ref(number),
  came,
});
export const claim = (printer = 'main'): HallCommand => ({ type: 'claim-paper', printer });
export function settle(job: string, state: 'printed' | 'failed' | 'unknown', printer = 'main'): HallCommand {
  return { type: 'settle-paper', job, printer, state, failure: state === 'failed' ? 'paper-out' : null };
}

/** On the pad of a window, or with null on the citizen's own page. */
export function rate(
  number: string,
  level: Level,
  window: number | null,
  reasons: readonly string[] = [],
): HallCommand {
  const channel = window === null ? 'ticket' : 'pad';
  return {
    type: 'rate',
    ticket: ref(number),
    channel,
    window: window === null ? null : no(window),
    level,
    reasons,
    text: null,
  };
}

/** Whoever would send such a command. */
export function actorFor(command: HallCommand): Actor {
  switch (command.type) {
    case 'issue-ticket':
      return dispenser;
    case 'rate':
      return command.window === null ? guide : pad(command.window);
    case 'cancel-ticket':
    case 'change-service':
    case 'reinstate':
    case 'reprint':
    case 'confirm-paper':
    case 'configure':
      return guide;
    case 'claim-paper':
    case 'settle-paper':
    case 'report-printer':
    case 'open-day':
    case 'end-day':
    case 'arrive-by-itself':
    case 'give-up-paper':
    case 'note-clock':
      return HUB;
    default:
      return person(staffAt(command.window));
  }
}

import type { Desk, Hall } from '../../hall.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Instant } from '../../values.ts';
import type { Choice, Ticket } from '../ticket.ts';
import { servicesOf } from '../window-services.ts';
import { turnOf } from './cycle.ts';
import { orderOf } from './order-of.ts';
import { earlier, type Turn, type Waiting } from './order-rule.ts';

/** A ticket as the rules of order see it. */
export interface InOrder extends Waiting {
  readonly ticket: Ticket;
}

export interface Chosen {
  readonly ticket: Ticket;
  /** What it was that put this ticket first. */
  readonly choice: Choice;
}

export function inOrder(ticket: Ticket): InOrder {
  return { ticket, since: ticket.since, issuedSeq: ticket.issuedSeq, isPriority: isPriority(ticket) };
}

/** Of a ticket, or of its row in the records. */
export function isPriority({ category }: { readonly category: string }): boolean {
  return category !== 'ordinary';
}

/** Who is called next at this desk, and why; undefined when nobody waits for it. */
export function chooseNext(hall: Hall, desk: Desk, at: Instant): Chosen | undefined {
  const settings = hall.settings;
  if (settings === null) return undefined;
  const called = servicesOf(settings, desk.window);
  let first: Ticket | undefined;
  let ordinaryFirst: Ticket | undefined;
  for (const service of called) {
    for (const ticket of hall.queues.get(service)?.values() ?? []) {
      if (isPriority(ticket)) first = first === undefined || earlier(ticket, first) < 0 ? ticket : first;
      else if (ordinaryFirst === undefined || earlier(ticket, ordinaryFirst) < 0) ordinaryFirst = ticket;
    }
  }
  const turn = turnOf(hall, called);
  const priority = first && inOrder(first);
  const ordinary = ordinaryFirst && inOrder(ordinaryFirst);
  const next = orderOf(settings.rules).pick(priority, ordinary, at, turn);
  if (next === undefined) return undefined;
  const bothWaited = priority !== undefined && ordinary !== undefined;
  return { ticket: next.ticket, choice: choiceOf(settings, next, bothWaited, turn, at) };
}

function choiceOf({ rules }: Settings, next: InOrder, bothWaited: boolean, turn: Turn, at: Instant): Choice {
  const rule = orderOf(rules);
  const counted = {
    rule: rule.name,
    waitedMs: at - next.since,
    weight: rule.weightOf(next),
    isPriority: next.isPriority,
    bothWaited,
  };
  const aged = rule.isAged(next, at) ? { ...counted, agedAfterMin: rules.agedAfterMin } : counted;
  if (rules.order !== 'ratio' || !bothWaited) return aged;
  const { of, made } = rule.turnAfter(turn, bothWaited);
  return { ...aged, turn: { of, made, priority: rules.ratioPriority, ordinary: rules.ratioOrdinary } };
}

/** Sorted as each rule goes through one kind. */
export function byArrival(waiting: InOrder[]): InOrder[] {
  return waiting.sort(earlier);
}

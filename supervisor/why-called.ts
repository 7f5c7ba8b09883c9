import type { Choice } from '../domain/queue/ticket.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { minutesOf } from './durations.ts';

/** Why somebody was called, in a sentence: the rule that chose and what it weighed. */
export function whyCalled(choice: Choice, words: Strings['supervisor']['why']): string {
  const { rule, waitedMs, weight, isPriority = false, bothWaited, agedAfterMin, turn } = choice;
  const waited = words.waited(minutesOf(waitedMs));
  if (rule === 'accumulating-priority') return words.accumulating(minutesOf(waitedMs), weight);
  if (rule === 'first-come') return `${words.firstCome}${waited}`;
  if (bothWaited === false) return `${isPriority ? words.priorityAlone : words.ordinaryAlone}${waited}`;
  if (agedAfterMin !== undefined && turn?.of !== 'ordinary') return `${words.aged(agedAfterMin)}${waited}`;
  if (turn !== undefined) {
    const { made, of, ordinary, priority } = turn;
    return `${words.turn(`${String(priority)}:${String(ordinary)}`, of === 'priority', made)}${waited}`;
  }
  return rule === 'strict' ? `${words.strict}${waited}` : `${rule}${waited}`;
}

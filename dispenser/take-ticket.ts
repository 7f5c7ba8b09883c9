import type { Connection, Problem, Sent } from '../ui/connection.ts';
import type { IssuedTicket, Order } from './visit.ts';

/** How long an order without an answer is asked for again by itself, and how often. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 1_500;

/**
 * Sends one order until its answer is known: the hub may have done it although the answer was lost, so it is asked
 * again under the same key and gives the same ticket. What never left the machine is not sent later.
 */
export async function takeTicket(
  connection: Connection,
  hall: string,
  { key, service, category }: Order,
  mayBeDone = false,
): Promise<Sent<IssuedTicket>> {
  const until = performance.now() + PATIENCE_MS;
  let unanswered = mayBeDone;
  for (;;) {
    const sent = await connection.send<IssuedTicket>(
      `/halls/${encodeURIComponent(hall)}/tickets`,
      { service, category, channel: 'dispenser' },
      key,
    );
    if (sent.ok || !answerIsLost(sent.problem)) return sent;
    if (sent.problem.code === 'no-answer') unanswered = true;
    if (!unanswered) return sent;
    if (performance.now() >= until) return { ok: false, problem: { code: 'no-answer', status: 0 } };
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

/** Whether the hub may have taken the order all the same. */
export function answerIsLost(problem: Problem): boolean {
  return problem.code === 'no-answer' || problem.code === 'offline';
}

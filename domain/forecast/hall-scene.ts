import type { Hall } from '../hall.ts';
import { cycleOf, turnOf } from '../queue/order/cycle.ts';
import { orderOf } from '../queue/order/order-of.ts';
import { inOrder } from '../queue/order/pick-next.ts';
import { atWindowSince } from '../queue/ticket.ts';
import { servicesOf } from '../queue/window-services.ts';
import type { Settings } from '../settings/settings.ts';
import type { Instant } from '../values.ts';
import type { Post, Scene, Waiter } from './scene.ts';

/** A hall as the simulation knows it, exactly as it stands. A window that pauses calls nobody. */
export function sceneOf(hall: Hall, settings: Settings, at: Instant): Scene {
  const waiting: Waiter[] = [];
  for (const queue of hall.queues.values()) {
    for (const ticket of queue.values()) {
      const { since, issuedSeq, isPriority } = inOrder(ticket);
      waiting.push({ id: ticket.id, service: ticket.service, since, issuedSeq, isPriority });
    }
  }
  const posts: Post[] = [];
  const turns = new Map<string, Scene['turns'] extends ReadonlyMap<string, infer T> ? T : never>();
  for (const desk of hall.desks.values()) {
    if (desk.status !== 'open') continue;
    const called = servicesOf(settings, desk.window);
    const cycle = cycleOf(called);
    turns.set(cycle, turnOf(hall, called));
    const ticket = desk.ticket === null ? undefined : hall.tickets.get(desk.ticket);
    const busy = ticket === undefined ? null : { service: ticket.service, since: atWindowSince(ticket) ?? at };
    posts.push({ name: String(desk.window), services: new Set(called), cycle, busy });
  }
  return { at, waiting, posts, order: orderOf(settings.rules), turns };
}

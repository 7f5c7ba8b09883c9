import { later } from '../domain/values.ts';
import { Agenda } from './agenda.ts';
import { ClerkAtWork } from './clerk-at-work.ts';
import type { DayPlan } from './day-plan.ts';
import type { HallClient } from './hall-client.ts';
import type { PlayingDay, Tally } from './playing-day.ts';
import type { SimulationClock } from './simulated-time.ts';
import { Visitors } from './visitors.ts';

/** Plays a planned day, one thing after another: the hub's answers and the plan alone decide what comes next. */
export async function playDay(plan: DayPlan, client: HallClient, clock: SimulationClock): Promise<Readonly<Tally>> {
  const agenda = new Agenda();
  const tally: Tally = { issued: 0, handled: 0, missed: 0, cancelled: 0, rated: 0 };
  const clerks: ClerkAtWork[] = [];
  const somebodyWaits = (): void => {
    const idle = clerks.find((clerk) => clerk.isIdle);
    if (idle !== undefined) agenda.note(later(clock.now(), idle.reactionMs), () => idle.callIfIdle());
  };
  const day: PlayingDay = { plan, client, clock, agenda, tally, somebodyWaits };
  const visitors = new Visitors(day);
  for (const clerk of plan.clerks) clerks.push(new ClerkAtWork(day, visitors, clerk));
  for (const citizen of plan.citizens) agenda.note(citizen.at, () => visitors.arrive(citizen));
  for (let next = agenda.take(); next !== undefined; next = agenda.take()) {
    await clock.moveTo(next.at);
    await next.act();
  }
  return tally;
}

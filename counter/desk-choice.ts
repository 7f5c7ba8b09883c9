import type { Outcome } from '../domain/queue/ticket.ts';
import { unreachable } from '../domain/values.ts';
import type { CounterView } from '../protocol/views.ts';
import type { StaffPage } from '../ui/staff-page.ts';
import { serviceName } from './desk-words.ts';
import { outcomeChoice, type Panel, panelFrame, pauseChoice, serviceChoice } from './panels.ts';
import type { RepairPanel } from './repair-panel.ts';

export interface Chosen {
  readonly finish: (outcome: Outcome) => void;
  readonly pause: (reason: string) => void;
  readonly walkIn: (service: string) => void;
  readonly back: () => void;
}

/** What lies over the desk while something is chosen. */
export function deskChoice(
  panel: Panel,
  view: CounterView,
  { strings, language }: StaffPage,
  repairPanel: RepairPanel,
  chosen: Chosen,
): unknown {
  const { outcome, pause, walkIn, repair } = strings.counter;
  const frame = (heading: string, hint: string, inside: unknown): unknown =>
    panelFrame(strings, heading, hint, chosen.back, inside);
  switch (panel) {
    case 'outcome': {
      const { current } = view;
      const service = current === null ? '' : serviceName(view.services, current.service, language);
      const heading = `${current?.number ?? ''} ${outcome.heading}`;
      return frame(heading, service, outcomeChoice(strings, chosen.finish));
    }
    case 'pause':
      return frame(pause.heading, '', pauseChoice(strings, chosen.pause));
    case 'walk-in': {
      const choice = serviceChoice(view.services, language, ({ id }) => chosen.walkIn(id));
      return frame(walkIn.heading, walkIn.hint, choice);
    }
    case 'repair':
      repairPanel.services = view.services;
      repairPanel.missed = view.missed;
      repairPanel.papers = view.papers;
      return frame(repair.heading, '', repairPanel);
    default:
      return unreachable(panel);
  }
}

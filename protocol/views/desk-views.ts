import type { Waits } from '../../domain/forecast/waits.ts';
import type { Hall } from '../../domain/hall.ts';
import type { PrinterId } from '../../domain/paper/job.ts';
import { printStatus } from '../../domain/paper/paper-rules.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Instant } from '../../domain/values.ts';
import type { DispenserView, PrinterView, ReceptionView } from '../views.ts';
import { hallFacts, missedNumbers, paperTroubles, time, waitedService } from './parts.ts';

const ISSUED_SHOWN = 20;
/** How long the dispenser follows the paper of a ticket it issued. */
const PAPER_FOLLOWED_MS = 2 * 60_000;

/** The guide desk, printing at `printer`. */
export function receptionView(hall: Hall, settings: Settings, printer: PrinterId | null, waits: Waits): ReceptionView {
  const issued = [...hall.tickets.values()]
    .filter((ticket) => ticket.channel === 'reception' || ticket.channel === 'phone')
    .slice(-ISSUED_SHOWN)
    .reverse();
  return {
    hall: hallFacts(hall, settings),
    services: settings.services.map((service) => waitedService(hall, service, waits)),
    missed: missedNumbers(hall),
    papers: paperTroubles(hall),
    printer: conditionOf(hall, printer),
    issued: issued.map(({ id, number, service, issuedAt, status }) => ({
      number,
      service,
      at: time(issuedAt),
      status,
      print: printStatus(hall, id),
    })),
  };
}

export function dispenserView(
  hall: Hall,
  settings: Settings,
  printer: PrinterId | null,
  waits: Waits,
  at: Instant,
): DispenserView {
  const papers: DispenserView['papers'][number][] = [];
  for (const id of [...hall.papers.keys()].reverse()) {
    const ticket = hall.tickets.get(id);
    if (ticket === undefined || at - ticket.issuedAt > PAPER_FOLLOWED_MS) break;
    papers.push({ number: ticket.number, print: printStatus(hall, id) });
  }
  return {
    hall: hallFacts(hall, settings),
    services: settings.services.map((service) => ({
      ...waitedService(hall, service, waits),
      materials: service.materials,
    })),
    prompts: settings.voice.prompts && settings.voice.engine !== 'off',
    printer: conditionOf(hall, printer),
    papers,
  };
}

export function printerView(hall: Hall, printer: PrinterId): PrinterView {
  const jobs = [...hall.jobs.values()].filter((job) => job.printer === printer);
  return {
    printer,
    queued: jobs.filter((job) => job.state === 'queued').length,
    sending: jobs.filter((job) => job.state === 'sending').map(({ id, state }) => ({ job: id, state })),
  };
}

/** Null: there is no printer, or none has said how it is. */
function conditionOf(hall: Hall, printer: PrinterId | null): ReceptionView['printer'] {
  return printer === null ? null : (hall.printers.get(printer)?.condition ?? null);
}

import { orderFacts } from '../../../domain/queue/order/order-facts.ts';
import { demoHall } from '../../../domain/settings/demo-hall.ts';
import type { DispenserView, HallView, TicketView, WindowView } from '../../../protocol/views.ts';

const settings = demoHall();

export const HALL: HallView['hall'] = {
  id: settings.hall,
  name: settings.name,
  nameEn: settings.nameEn,
  mark: settings.mark,
  hotline: settings.hotline,
  zone: settings.zone,
  order: orderFacts(settings.rules),
};

const WAITING: Readonly<Record<string, number>> = { A: 6, B: 9, C: 2, E: 4, F: 3, G: 1 };

/** The demo hall's dispenser on an ordinary morning; J has no numbers left. */
export function dispenserView(over: Partial<DispenserView> = {}): DispenserView {
  return {
    hall: HALL,
    services: settings.services.map(({ id, prefix, name, nameEn, materials }) => ({
      id,
      prefix,
      name,
      nameEn,
      materials,
      waiting: WAITING[prefix] ?? 0,
      open: prefix !== 'J',
      reason: prefix === 'J' ? '今日号已取完' : null,
      wait: null,
    })),
    prompts: false,
    printer: 'ready',
    papers: [],
    ...over,
  };
}

export function windowView(over: Partial<WindowView> = {}): WindowView {
  return {
    hall: HALL,
    no: 3,
    name: '综合窗口',
    status: 'open',
    number: null,
    stage: null,
    services: [],
    rate: null,
    reasons: settings.ratingReasons,
    ...over,
  };
}

export function ticketView(over: Partial<TicketView> = {}): TicketView {
  return {
    hall: HALL,
    number: 'A018',
    service: 'social-insurance',
    serviceName: '社会保险',
    serviceNameEn: 'Social insurance',
    status: 'waiting',
    ahead: 3,
    wait: { low: 5, high: 15 },
    window: null,
    print: 'printed',
    issuedAt: '2026-10-20T02:30:00.000Z',
    calls: [
      { number: 'A014', window: 3 },
      { number: 'A013', window: 1 },
    ],
    canCancel: true,
    rating: { can: false, level: null, reasons: settings.ratingReasons },
    ...over,
  };
}

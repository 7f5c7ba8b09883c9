import type { BoardView, ServiceView } from '../protocol/views.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Language } from '../ui/strings/strings.ts';

/** The board with its services called as the reader calls them: the hub names them by id or in Chinese. */
export function inWordsOf(view: BoardView, services: readonly ServiceView[], language: Language): BoardView {
  const names = new Map(
    services.flatMap((service) => {
      const words = nameIn(service, language);
      return [[service.id, words] as const, [service.name, words] as const];
    }),
  );
  const named = (service: string): string => names.get(service) ?? service;
  return {
    ...view,
    queues: view.queues.map((queue) => ({ ...queue, service: named(queue.service) })),
    windows: view.windows.map((window) => ({
      ...window,
      service: window.service === null ? null : named(window.service),
    })),
    alarms: view.alarms.map((alarm) =>
      alarm.kind === 'wait-limit' ? { ...alarm, detail: named(alarm.detail) } : alarm,
    ),
  };
}

/** Names of services by id, as the reader calls them. */
export function namesOf(services: readonly ServiceView[], language: Language): ReadonlyMap<string, string> {
  return new Map(services.map((service) => [service.id, nameIn(service, language)]));
}

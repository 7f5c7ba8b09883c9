import type { Hall } from '../hall.ts';
import type { Settings } from '../settings/settings.ts';
import type { ServiceId, WindowNo } from '../values.ts';

/** What a window calls. */
export function servicesOf(settings: Settings, window: WindowNo): readonly ServiceId[] {
  const configured = settings.windows.find((each) => each.no === window);
  if (configured === undefined) return [];
  return configured.services === 'all' ? everyService(settings) : configured.services;
}

const every = new WeakMap<Settings, readonly ServiceId[]>();

/** Asked for with every ticket, so it is written down once for each settings. */
function everyService(settings: Settings): readonly ServiceId[] {
  const known = every.get(settings);
  if (known !== undefined) return known;
  const services = settings.services.map((service) => service.id);
  every.set(settings, services);
  return services;
}

/** Services that wait for the same windows as this one: those on now, or all of the hall's when none is. */
export function competing(hall: Hall, service: ServiceId): ReadonlySet<ServiceId> {
  const found = new Set<ServiceId>([service]);
  for (const called of callersOf(hall, service)) for (const rival of called) found.add(rival);
  return found;
}

/** The lists of services that are called together with this one, each list once. */
export function callersOf(hall: Hall, service: ServiceId): ReadonlySet<readonly ServiceId[]> {
  const callers = new Set<readonly ServiceId[]>();
  const settings = hall.settings;
  if (settings === null) return callers;
  let last: readonly ServiceId[] | undefined;
  const add = (window: WindowNo): void => {
    const called = servicesOf(settings, window);
    if (called === last) return;
    last = called;
    if (called.includes(service)) callers.add(called);
  };
  for (const window of hall.desks.keys()) add(window);
  if (callers.size === 0) for (const { no } of settings.windows) add(no);
  return callers;
}

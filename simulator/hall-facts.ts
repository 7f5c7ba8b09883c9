import type { Settings } from '../domain/settings/settings.ts';
import type { HallId, ServiceId, WindowNo } from '../domain/values.ts';

/** What the simulator knows of the hall it plays in. */
export interface HallFacts {
  readonly hall: HallId;
  readonly services: readonly [ServiceId, ...ServiceId[]];
  readonly windows: readonly WindowNo[];
  /** Ids of the reasons a bad rating may give. */
  readonly reasons: readonly [string, ...string[]];
}

export function hallFacts({ hall, services, windows, ratingReasons }: Settings): HallFacts {
  const [service, ...moreServices] = services.filter((each) => each.closedBecause === null).map((each) => each.id);
  const [reason, ...moreReasons] = ratingReasons.items.map((each) => each.id);
  if (service === undefined || reason === undefined) throw new Error('this hall has nothing to come for');
  return {
    hall,
    services: [service, ...moreServices],
    windows: windows.map((each) => each.no),
    reasons: [reason, ...moreReasons],
  };
}

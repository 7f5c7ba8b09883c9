import type { Instant } from '../domain/values.ts';
import type { Alarm } from '../protocol/views.ts';
import { time } from '../protocol/views/parts.ts';
import type { Core } from './core.ts';
import { isLoopbackUrl } from './public-url.ts';

/** What is wrong with the installation itself: QR codes that lead nowhere, a store that cannot be written. */
export function ownAlarms(core: Core, publicUrl: string, startedAt: Instant): readonly Alarm[] {
  const alarms: Alarm[] = [];
  if (isLoopbackUrl(publicUrl))
    alarms.push({ kind: 'public-url', subject: publicUrl, detail: 'loopback', since: time(startedAt) });
  for (const hall of core.hub.halls()) {
    const since = core.hub.hall(hall)?.failingSince ?? null;
    if (since !== null) alarms.push({ kind: 'store', subject: hall, detail: 'not-stored', since: time(since) });
  }
  return alarms;
}

import type { Announcement } from '../hall.ts';
import type { Settings } from '../settings/settings.ts';
import { unreachable } from '../values.ts';

/** The hall's words for an announcement; a recall without words of its own is worded as the call. */
export function callTemplate(
  settings: Pick<Settings, 'callText' | 'recallText' | 'noShowText'>,
  kind: Announcement['kind'],
): string {
  switch (kind) {
    case 'call':
      return settings.callText;
    case 'recall':
      return settings.recallText ?? settings.callText;
    case 'no-show':
      return settings.noShowText ?? '';
    default:
      return unreachable(kind);
  }
}

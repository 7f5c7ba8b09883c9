import type { Settings } from './settings.ts';

/** Where nothing else is said. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

export function zoneOf({ settings }: { readonly settings: Settings | null }): string {
  return settings?.zone ?? DEFAULT_ZONE;
}

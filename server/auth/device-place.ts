import type { DeviceKind } from '../../domain/actor.ts';
import { unreachable, type HallId, type WindowNo } from '../../domain/values.ts';
import { parseVisibleName } from './visible-name.ts';

/** Where a device stands. */
export interface DevicePlace {
  readonly hall: HallId;
  readonly window: WindowNo | null;
  /** Empty: named after its kind. */
  readonly name: string;
}

export type PlaceFault = 'window-needed' | 'no-window-wanted' | 'bad-name';

/** A pad and a caller belong to a window, a screen may; the name is 1–40 visible signs. */
export function checkPlace(
  kind: DeviceKind,
  place: DevicePlace,
): { readonly ok: true; readonly place: DevicePlace } | { readonly ok: false; readonly code: PlaceFault } {
  const name = place.name.trim() === '' ? nameOf(kind, place.window) : parseVisibleName(place.name);
  if (name === undefined) return { ok: false, code: 'bad-name' };
  if ((kind === 'rating' || kind === 'caller') && place.window === null) return { ok: false, code: 'window-needed' };
  if (kind === 'dispenser' && place.window !== null) return { ok: false, code: 'no-window-wanted' };
  return { ok: true, place: { ...place, name } };
}

function nameOf(kind: DeviceKind, window: WindowNo | null): string {
  const at = window === null ? '' : `${window}号窗口`;
  switch (kind) {
    case 'dispenser':
      return '取号机';
    case 'display':
      return window === null ? '大厅屏' : `${at}屏`;
    case 'rating':
      return `${at}评价器`;
    case 'printer':
      return `${at}打印机`;
    case 'caller':
      return `${at}呼叫器`;
    default:
      return unreachable(kind);
  }
}

import type { Device } from '../../db/store.ts';
import type { Instant } from '../../domain/values.ts';
import type { Alarm, ScreenState } from '../../protocol/views.ts';
import { time } from '../../protocol/views/parts.ts';

interface Seen {
  readonly sockets: Set<string>;
  since: Instant;
  sound: 'on' | 'off' | null;
}

/** Screens cut for longer than this are told to the supervisor. */
const MISSED_AFTER_MS = 10_000;

/** Which paired devices are on the line; kept in memory only. */
export class Presence {
  readonly #seen = new Map<string, Seen>();

  connect(device: string, socket: string, at: Instant): void {
    const seen = this.#seen.get(device) ?? { sockets: new Set<string>(), since: at, sound: null };
    if (seen.sockets.size === 0) seen.since = at;
    seen.sockets.add(socket);
    this.#seen.set(device, seen);
  }

  /** True when this was its last line. */
  disconnect(device: string, socket: string, at: Instant): boolean {
    const seen = this.#seen.get(device);
    if (seen?.sockets.delete(socket) !== true || seen.sockets.size > 0) return false;
    seen.since = at;
    seen.sound = null;
    return true;
  }

  sound(device: string, sound: 'on' | 'off'): void {
    const seen = this.#seen.get(device);
    if (seen !== undefined) seen.sound = sound;
  }

  isConnected(device: string): boolean {
    return (this.#seen.get(device)?.sockets.size ?? 0) > 0;
  }

  states(devices: readonly Device[]): readonly ScreenState[] {
    return devices
      .filter((device) => device.revokedAt === null)
      .map((device) => {
        const seen = this.#seen.get(device.id);
        return {
          device: device.id,
          kind: device.kind,
          name: device.name,
          window: device.window,
          connected: this.isConnected(device.id),
          since: time(seen?.since ?? device.pairedAt),
          sound: seen?.sound ?? null,
        };
      });
  }

  /** Screens that were here and are gone, and screens that may not sound. */
  alarms(devices: readonly Device[], at: Instant): readonly Alarm[] {
    return this.states(devices).flatMap((state): Alarm[] => {
      const seen = this.#seen.get(state.device);
      const subject = state.name;
      if (state.sound === 'off') return [{ kind: 'sound', subject, detail: 'off', since: state.since }];
      if (seen === undefined || state.connected || at - seen.since < MISSED_AFTER_MS) return [];
      return [{ kind: 'screen', subject, detail: state.kind, since: state.since }];
    });
  }
}

import type { HallId } from '../../domain/values.ts';
import type { Device } from '../store.ts';

/**
 * Every request of a device asks for its row. The one connection that writes may keep what it has read until it writes
 * devices itself; a connection that only reads, beside another that writes, may not.
 */
export class KnownDevices {
  readonly #isWriter: boolean;
  readonly #byId = new Map<string, Device>();
  readonly #byHall = new Map<HallId, readonly Device[]>();

  constructor(isWriter: boolean) {
    this.#isWriter = isWriter;
  }

  one(id: string, read: () => Device | undefined): Device | undefined {
    const found = this.#byId.get(id) ?? read();
    if (found !== undefined && this.#isWriter) this.#byId.set(id, found);
    return found;
  }

  all(hall: HallId, read: () => readonly Device[]): readonly Device[] {
    const found = this.#byHall.get(hall) ?? read();
    if (this.#isWriter) this.#byHall.set(hall, found);
    return found;
  }

  forget(): void {
    this.#byId.clear();
    this.#byHall.clear();
  }
}

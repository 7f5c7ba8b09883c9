import { createHash, randomBytes } from 'node:crypto';
import type { DeviceKind } from '../../domain/actor.ts';
import { later, type HallId, type Instant } from '../../domain/values.ts';
import type { Device, DirectoryStore, PairingKey } from '../../db/store.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import type { Tokens } from '../tokens.ts';
import { checkPlace, type DevicePlace, type PlaceFault } from './device-place.ts';
import { parseVisibleName } from './visible-name.ts';

export type Paired =
  | { readonly ok: true; readonly device: Device; readonly token: string }
  | { readonly ok: false; readonly code: PairFault };
export type PairFault = PlaceFault | 'unknown-key' | 'key-expired' | 'key-used' | 'device-revoked';

export type DeviceResult =
  | { readonly ok: true; readonly device: Device }
  | { readonly ok: false; readonly code: 'unknown-device' | 'bad-name' | 'unknown-printer' };

export type MadeKey =
  | { readonly ok: true; readonly key: string; readonly expiresAt: Instant }
  | { readonly ok: false; readonly code: PlaceFault };

const KEY_LIFE_MS = 24 * 3_600_000;
/** 96 bits. */
const ID_BYTES = 12;

export function newDeviceId(): string {
  return deviceId(randomBytes(ID_BYTES));
}

/** A token begins with it and stands on command lines: a hyphen first would be read as an option. */
function deviceId(bytes: Buffer): string {
  return bytes.toString('base64url').replace(/^-/, '_');
}

/**
 * The hall's devices and how they come in. Their tokens are derived, never stored. `by` is an actor's name or
 * `command-line`; the trail is written before the change, so that an unwritten line stops it.
 */
export class Devices {
  readonly #directory: DirectoryStore;
  readonly #tokens: Tokens;
  readonly #turns = new OneAtATime();

  constructor(directory: DirectoryStore, tokens: Tokens) {
    this.#directory = directory;
    this.#tokens = tokens;
  }

  /** Pairs at once; the token goes to whoever asked. */
  async pair(kind: DeviceKind, wanted: DevicePlace, by: string, at: Instant): Promise<Paired> {
    return this.pairAs(newDeviceId(), kind, wanted, by, at);
  }

  /** As `pair`, under an id the caller chose; a repeat pairs nothing anew. */
  async pairAs(id: string, kind: DeviceKind, wanted: DevicePlace, by: string, at: Instant): Promise<Paired> {
    const checked = checkPlace(kind, wanted);
    if (!checked.ok) return checked;
    return this.#turns.run(id, async () => {
      const { hall, window, name } = checked.place;
      const found = await this.#directory.device(id);
      const device = found ?? { id, hall, kind, window, name, printer: null, pairedAt: at, revokedAt: null };
      if (device.revokedAt !== null) return { ok: false, code: 'device-revoked' };
      if (found === undefined) {
        await this.#audit(device, 'device-paired', by, at, { kind, window });
        await this.#directory.putDevice(device);
      }
      return { ok: true, device, token: this.#tokens.deviceToken(id) };
    });
  }

  /** A key for a link, good once and for a day; the store has its hash only. */
  async makeKey(kind: DeviceKind, wanted: DevicePlace, by: string, at: Instant): Promise<MadeKey> {
    const checked = checkPlace(kind, wanted);
    if (!checked.ok) return checked;
    const key = randomBytes(16).toString('base64url');
    const expiresAt = later(at, KEY_LIFE_MS);
    const { hall, window, name } = checked.place;
    const facts = JSON.stringify({ kind, window });
    await this.#directory.audit({ hall, at, by, action: 'pairing-key-made', facts });
    await this.#directory.putPairingKey({ keyHash: hashOf(key), hall, kind, window, name, expiresAt, usedBy: null });
    return { ok: true, key, expiresAt };
  }

  /** The same key with the same idempotency key is the same device: an answer lost on the way can be asked for again. */
  async takeKey(key: string, idempotencyKey: string, at: Instant): Promise<Paired> {
    const keyHash = hashOf(key);
    const id = deviceId(createHash('sha256').update(`${keyHash}\n${idempotencyKey}`).digest().subarray(0, ID_BYTES));
    return this.#turns.run(keyHash, async () => {
      const found = await this.#directory.pairingKey(keyHash);
      if (found === undefined) return { ok: false, code: 'unknown-key' };
      if (found.usedBy !== null && found.usedBy !== id) return { ok: false, code: 'key-used' };
      if (at >= found.expiresAt) return { ok: false, code: 'key-expired' };
      // First the key, then the device: a stop in between leaves a key that only this sender can still use.
      if (found.usedBy === null) await this.#directory.putPairingKey({ ...found, usedBy: id } satisfies PairingKey);
      return this.pairAs(id, found.kind, found, `device:${id}`, at);
    });
  }

  /** The device of a token, revoked or not; undefined: no such token. */
  async find(token: string): Promise<Device | undefined> {
    const id = this.#tokens.readDeviceToken(token);
    return id === undefined ? undefined : this.#directory.device(id);
  }

  list(hall: HallId): Promise<readonly Device[]> {
    return this.#directory.devices(hall);
  }

  /** Its token is worth nothing from now on; whoever holds its connections drops them. */
  revoke(hall: HallId, id: string, by: string, at: Instant): Promise<DeviceResult> {
    return this.#change(hall, id, async (old) => {
      if (old.revokedAt !== null) return { ok: true, device: old };
      await this.#audit(old, 'device-revoked', by, at);
      return this.#put({ ...old, revokedAt: at });
    });
  }

  rename(hall: HallId, id: string, raw: string, by: string, at: Instant): Promise<DeviceResult> {
    return this.#change(hall, id, async (old) => {
      const name = parseVisibleName(raw);
      if (name === undefined) return { ok: false, code: 'bad-name' };
      await this.#audit(old, 'device-renamed', by, at);
      return this.#put({ ...old, name });
    });
  }

  /** Null: the hall's first printer; else a paired print agent of the same hall. */
  setPrinter(hall: HallId, id: string, printer: string | null, by: string, at: Instant): Promise<DeviceResult> {
    return this.#change(hall, id, async (old) => {
      if (printer !== null && !(await this.#isPrinter(hall, printer))) return { ok: false, code: 'unknown-printer' };
      await this.#audit(old, 'device-printer-set', by, at, { printer });
      return this.#put({ ...old, printer });
    });
  }

  async #isPrinter(hall: HallId, id: string): Promise<boolean> {
    const found = await this.#directory.device(id);
    return found?.hall === hall && found.kind === 'printer' && found.revokedAt === null;
  }

  #change(hall: HallId, id: string, work: (device: Device) => Promise<DeviceResult>): Promise<DeviceResult> {
    return this.#turns.run(id, async () => {
      const device = await this.#directory.device(id);
      return device?.hall === hall ? work(device) : { ok: false, code: 'unknown-device' };
    });
  }

  async #put(device: Device): Promise<DeviceResult> {
    await this.#directory.putDevice(device);
    return { ok: true, device };
  }

  #audit({ hall, id }: Device, action: string, by: string, at: Instant, facts: object = {}): Promise<void> {
    return this.#directory.audit({ hall, at, by, action, facts: JSON.stringify({ device: id, ...facts }) });
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { DeviceKind } from '../../domain/actor.ts';
import { later, type Instant } from '../../domain/values.ts';
import type { Device } from '../../db/store.ts';
import type { DevicePlace } from './device-place.ts';
import { type Devices, newDeviceId, type Paired } from './devices.ts';
import { senderOf } from './failure-counter.ts';

interface Pending {
  readonly code: string;
  readonly kind: DeviceKind;
  readonly sender: string;
  /** Under which a repeat of the same request finds it. */
  readonly request: string;
  readonly secret: string;
  /** What the device will be called once it is paired. */
  readonly device: string;
  readonly expiresAt: Instant;
  paired: { readonly device: Device; readonly token: string; readonly by: string } | null;
}

export interface CodeRequest {
  readonly kind: DeviceKind;
  /** The sender's network address. */
  readonly address: string;
  readonly idempotencyKey: string;
}

export type RequestedCode =
  | { readonly ok: true; readonly code: string; readonly secret: string; readonly expiresAt: Instant }
  | { readonly ok: false; readonly code: 'too-many' };

export type PolledCode =
  | { readonly state: 'waiting' }
  | { readonly state: 'paired'; readonly token: string; readonly device: Device }
  | { readonly state: 'unknown' };

export type ApprovedCode =
  | { readonly ok: true; readonly device: Device }
  | { readonly ok: false; readonly code: 'unknown-code' | 'code-used' | Extract<Paired, { ok: false }>['code'] };

const LIFE_MS = 10 * 60_000;
const AT_MOST = 200;
const AT_MOST_OF_ONE = 10;

/**
 * Pairing without a link: a page shows six figures, an administrator enters them, the page gets its token. Kept in
 * memory only, so a restart of the hub asks for a new code; bounded, so that nobody can fill it.
 */
export class PairingCodes {
  readonly #devices: Devices;
  readonly #bySecret = new Map<string, Pending>();

  constructor(devices: Devices) {
    this.#devices = devices;
  }

  /** A page that asks too often loses its own oldest code, nobody else's. */
  request({ kind, address, idempotencyKey }: CodeRequest, at: Instant): RequestedCode {
    this.#forgetOld(at);
    const sender = senderOf(address);
    const request = createHash('sha256').update(`${sender}\n${idempotencyKey}`).digest('hex');
    const open = [...this.#bySecret.values()];
    const repeated = open.find((pending) => pending.request === request && pending.kind === kind);
    if (repeated !== undefined) return answer(repeated);
    const own = open.filter((pending) => pending.sender === sender && pending.paired === null);
    if (own.length >= AT_MOST_OF_ONE && own[0] !== undefined) this.#bySecret.delete(own[0].secret);
    if (this.#bySecret.size >= AT_MOST) return { ok: false, code: 'too-many' };
    const secret = randomBytes(16).toString('base64url');
    const device = newDeviceId();
    const expiresAt = later(at, LIFE_MS);
    const pending: Pending = {
      code: this.#freshCode(),
      kind,
      sender,
      request,
      secret,
      device,
      expiresAt,
      paired: null,
    };
    this.#bySecret.set(secret, pending);
    return answer(pending);
  }

  /** Approving twice the same way is once; another administrator comes too late. */
  async approve(code: string, place: DevicePlace, by: string, at: Instant): Promise<ApprovedCode> {
    this.#forgetOld(at);
    const pending = [...this.#bySecret.values()].find((one) => one.code === code);
    if (pending === undefined) return { ok: false, code: 'unknown-code' };
    if (pending.paired !== null && pending.paired.by !== by) return { ok: false, code: 'code-used' };
    const result = await this.#devices.pairAs(pending.device, pending.kind, place, by, at);
    if (!result.ok) return result;
    pending.paired ??= { device: result.device, token: result.token, by };
    return pending.paired.by === by ? { ok: true, device: result.device } : { ok: false, code: 'code-used' };
  }

  /** Asked by the page until the token is there; asking again gives it again, until the code expires. */
  poll(secret: string, at: Instant): PolledCode {
    this.#forgetOld(at);
    const pending = this.#bySecret.get(secret);
    if (pending === undefined) return { state: 'unknown' };
    if (pending.paired === null) return { state: 'waiting' };
    return { state: 'paired', token: pending.paired.token, device: pending.paired.device };
  }

  #freshCode(): string {
    const taken = new Set([...this.#bySecret.values()].map(({ code }) => code));
    for (;;) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      if (!taken.has(code)) return code;
    }
  }

  #forgetOld(at: Instant): void {
    for (const [secret, { expiresAt }] of this.#bySecret) if (at >= expiresAt) this.#bySecret.delete(secret);
  }
}

function answer({ code, secret, expiresAt }: Pending): RequestedCode {
  return { ok: true, code, secret, expiresAt };
}

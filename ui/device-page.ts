import './entry.css';
import type { DeviceKind } from '../domain/actor.ts';
import { ask } from './ask.ts';
import { forget, recall, remember } from './browser-storage.ts';
import { Connection, newKey } from './connection.ts';
import { hallFromUrl, language } from './page.ts';
import { PairingScreen } from './pairing-screen.ts';
import { type Language, languages } from './strings/strings.ts';
import type { Strings } from './strings/zh-CN.ts';

/** What the hub knows of a paired device. */
export interface Device {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly hall: string;
  readonly window: number | null;
  readonly name: string;
}

export interface DevicePage {
  readonly connection: Connection;
  /** Null on an anonymous page. */
  readonly device: Device | null;
  readonly strings: Strings;
  readonly language: Language;
}

type Known =
  | { readonly is: 'device'; readonly token: string; readonly device: Device }
  | { readonly is: 'nobody'; readonly note: string | null };

const RETRY_MS = 2_000;

/** Finds out which device this is, pairing it where it must be, and opens its line to the hub. */
export async function openDevicePage(
  kind: DeviceKind,
  options: { readonly anonymous?: boolean } = {},
): Promise<DevicePage> {
  const chosen = language();
  const strings = languages[chosen];
  const screen = new PairingScreen(kind, strings);
  document.body.append(screen);
  let known = await findOut(kind, strings);
  if (known.is === 'nobody' && (known.note !== null || options.anonymous !== true)) {
    known = await welcome(await screen.pair(known.note), kind, strings);
  }
  screen.remove();
  const device = known.is === 'device' ? known.device : null;
  const token = known.is === 'device' ? known.token : null;
  const connection = new Connection({ hall: device?.hall ?? hallFromUrl(), token });
  connection.addEventListener('contact', () => void leaveWhenRevoked(connection, token));
  window.addEventListener('hashchange', () => location.reload());
  return { connection, device, strings, language: chosen };
}

/** Permanent link, then pairing key, then what this browser remembers. */
async function findOut(kind: DeviceKind, strings: Strings): Promise<Known> {
  const linked = new URLSearchParams(location.hash.slice(1)).get('token');
  if (linked !== null && linked !== '') return introduce(linked, kind, strings);
  const key = new URLSearchParams(location.search).get('pair');
  if (key !== null) {
    const token = await exchange(key);
    if (token !== null) return welcome(token, kind, strings);
  }
  const kept = recall(slot(kind));
  if (kept !== null) return introduce(kept, kind, strings);
  return { is: 'nobody', note: key === null ? null : strings.common.pairKeySpent };
}

/** Asked again under the same key when the answer was lost: the pairing key is good only once. */
async function exchange(pair: string): Promise<string | null> {
  const key = newKey();
  for (;;) {
    const answer = await ask<{ token: string }>('POST', '/pairing', { body: { key: pair }, key });
    if (answer.ok) return answer.body.token;
    if (answer.problem.status >= 400 && answer.problem.status < 500) return null;
    await pause();
  }
}

/** A new token: kept here, or in the address where this browser keeps nothing. */
async function welcome(token: string, kind: DeviceKind, strings: Strings): Promise<Known> {
  const address = new URL(location.href);
  address.searchParams.delete('pair');
  address.hash = remember(slot(kind), token) ? '' : `token=${token}`;
  history.replaceState(null, '', address);
  return introduce(token, kind, strings);
}

async function introduce(token: string, kind: DeviceKind, strings: Strings): Promise<Known> {
  for (;;) {
    const answer = await ask<Device>('GET', '/device', { token });
    if (answer.ok && answer.body.kind === kind) return { is: 'device', token, device: answer.body };
    if (answer.ok) return { is: 'nobody', note: strings.common.pairOtherKind };
    if (answer.problem.status === 401 || answer.problem.status === 403) {
      if (recall(slot(kind)) === token) forget(slot(kind));
      return { is: 'nobody', note: strings.common.pairRevoked };
    }
    await pause();
  }
}

/** A device taken out of use while its page is open starts again, and is told so. */
async function leaveWhenRevoked(connection: Connection, token: string | null): Promise<void> {
  if (token === null || connection.contact.state !== 'refused') return;
  const answer = await ask('GET', '/device', { token });
  if (!answer.ok && answer.problem.status === 401) location.reload();
}

/** One browser may hold the pads of several windows. */
function slot(kind: DeviceKind): string {
  const asked = new URLSearchParams(location.search);
  return ['paihao.device', kind, asked.get('hall') ?? '', asked.get('window') ?? ''].join('.');
}

function pause(): Promise<void> {
  return new Promise((go) => setTimeout(go, RETRY_MS));
}

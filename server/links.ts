import type { HallId } from '../domain/values.ts';
import type { Core } from './core.ts';
import { pairingUrl } from './http/device-routes.ts';

/** What a start prints: links to the first hall's pages, and the administrator's password where this start made it. */
export async function startLines(core: Core, base: string): Promise<readonly string[]> {
  const [hall] = core.hub.halls();
  if (hall === undefined) return [];
  const links = await startLinks(core, hall, base);
  if (core.madePassword === null) return links;
  return [...links, `管理员 administrator  工号 account: admin  一次性密码 one-time password: ${core.madePassword}`];
}

/** At the first start ready to use, each with its one-time pairing key. */
async function startLinks(core: Core, hall: HallId, base: string): Promise<readonly string[]> {
  const isFirst = (await core.store.directory.auditTrail(hall, 1_000)).every(
    (entry) => entry.action !== 'pairing-key-made',
  );
  const window = (await core.hub.hall(hall)?.read((state) => state.settings?.windows[0]?.no ?? null)) ?? null;
  const device = async (kind: 'dispenser' | 'display' | 'rating', path: string): Promise<string> => {
    if (!isFirst) return `${base}${path}`;
    const at = kind === 'rating' ? window : null;
    const made = await core.devices.makeKey(kind, { hall, window: at, name: '' }, 'hub', core.hub.now());
    return made.ok ? pairingUrl(base, kind, at, made.key) : `${base}${path}`;
  };
  return [
    `首页 home        ${base}/`,
    `取号 dispenser   ${await device('dispenser', '/dispenser')}`,
    `大屏 display     ${await device('display', '/display')}`,
    `窗口 counter     ${base}/counter`,
    `评价 rating      ${await device('rating', `/rating?window=${String(window ?? 1)}`)}`,
    `管理 supervisor  ${base}/supervisor`,
  ];
}

import type { Waits } from '../../domain/forecast/waits.ts';
import { type Hall } from '../../domain/hall.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import {
  type HallId,
  type Instant,
  parseWindowNo,
  type StaffNo,
  type TicketId,
  type WindowNo,
} from '../../domain/values.ts';
import type { Action } from '../../protocol/rights.ts';
import type { Alarm, ViewKind } from '../../protocol/views.ts';
import { boardView } from '../../protocol/views/board-view.ts';
import { counterView } from '../../protocol/views/counter-view.ts';
import { dispenserView, printerView, receptionView } from '../../protocol/views/desk-views.ts';
import { hallView } from '../../protocol/views/hall-view.ts';
import { aheadNow, ticketView } from '../../protocol/views/ticket-view.ts';
import { windowView } from '../../protocol/views/window-view.ts';
import type { Principal } from '../auth/principal.ts';
import type { Config } from '../config.ts';
import { type Core, printerFor, printersOf } from '../core.ts';
import type { HallForecasts } from '../forecast/hall-forecasts.ts';
import type { Build } from './publisher.ts';
import type { Presence } from './presence.ts';

/** A view as a client names it, parsed. */
export interface ViewRequest {
  readonly kind: ViewKind;
  readonly window: WindowNo | null;
  readonly token: string | null;
}

const PLAIN: readonly ViewKind[] = ['hall', 'reception', 'dispenser', 'board', 'printer'];

export function parseViewName(name: string): ViewRequest | undefined {
  const kind = PLAIN.find((each) => each === name);
  if (kind !== undefined) return { kind, window: null, token: null };
  const [head = '', part = '', ...more] = name.split('/');
  if (more.length > 0) return undefined;
  if (head === 'ticket' && part !== '') return { kind: 'ticket', window: null, token: part };
  const window = parseWindowNo(part);
  if (window === undefined || (head !== 'window' && head !== 'counter')) return undefined;
  return { kind: head, window, token: null };
}

export const watchAction = (kind: ViewKind): Action => `watch-${kind}`;

/** Fastest repetition of a view in ms: the hall leads, the board and phones may lag. */
export const FOLD_MS: Readonly<Record<ViewKind, number>> = {
  hall: 50,
  window: 50,
  counter: 50,
  reception: 200,
  dispenser: 100,
  ticket: 1_000,
  board: 1_000,
  printer: 0,
};

export interface SourceParts {
  readonly core: Core;
  readonly forecasts: HallForecasts;
  readonly config: Config;
  readonly presence: Presence;
  /** Alarms of the installation itself. */
  readonly ownAlarms: () => readonly Alarm[];
}

/** How a view is built, and the name of what may be shared among its watchers. */
export function viewSource(
  parts: SourceParts,
  hall: HallId,
  request: ViewRequest,
  principal: Principal,
  ticket: TicketId | null,
): { readonly scope: string; readonly build: Build } | undefined {
  const { core, forecasts, config } = parts;
  const loop = core.hub.hall(hall);
  if (loop === undefined) return undefined;
  type Look = (hall: Hall, settings: Settings, texts: ReadonlyMap<string, string>, at: Instant) => unknown;
  const look = (see: Look): Promise<unknown> =>
    loop.read((state, texts, at) => (state.settings === null ? undefined : see(state, state.settings, texts, at)));
  const waits = (): Waits => forecasts.waits(hall);
  const { window } = request;
  const device = principal.kind === 'device' ? principal.device : null;
  const printer = (): Promise<string | null> => printerFor(core, config, hall, device?.printer ?? null);

  switch (request.kind) {
    case 'hall':
      return { scope: '', build: () => look((s, settings) => hallView(s, settings, waits())) };
    case 'window':
      return window === null
        ? undefined
        : { scope: '', build: () => look((s, settings, _, at) => windowView(s, settings, window, at)) };
    case 'counter': {
      if (window === null || principal.kind !== 'person') return undefined;
      const viewer: StaffNo = principal.account.staffNo;
      const build: Build = () => look((s, settings, texts, at) => counterView(s, settings, window, viewer, texts, at));
      return { scope: viewer, build };
    }
    case 'reception':
      return {
        scope: '',
        build: async () => printer().then((at) => look((s, settings) => receptionView(s, settings, at, waits()))),
      };
    case 'dispenser':
      return {
        scope: device?.id ?? '',
        build: () =>
          printer().then((its) => look((s, settings, _, at) => dispenserView(s, settings, its, waits(), at))),
      };
    case 'printer': {
      const its = device?.id ?? 'main';
      return { scope: its, build: () => look((s) => printerView(s, its)) };
    }
    case 'ticket': {
      if (ticket === null) return undefined;
      const build: Build = () =>
        look((s, settings, _, at) => {
          const found = s.tickets.get(ticket);
          return found === undefined ? undefined : ticketView(s, settings, found, aheadNow(s, at), waits());
        });
      return { scope: '', build };
    }
    case 'board':
      return { scope: '', build: () => buildBoard(parts, hall) };
  }
}

/** The board also tells what the hub knows beside the log: devices on the line, printers, alarms of its own. */
export async function buildBoard(parts: SourceParts, hall: HallId): Promise<unknown> {
  const { core, forecasts, config, presence, ownAlarms } = parts;
  const loop = core.hub.hall(hall);
  if (loop === undefined) return undefined;
  const devices = (await core.devices.list(hall)).filter((device) => device.kind !== 'printer');
  const printers = await printersOf(core, config, hall);
  return loop.read((state, texts, at) => {
    if (state.settings === null) return undefined;
    const alarms = [...presence.alarms(devices, at), ...ownAlarms()];
    const waits = forecasts.waits(hall);
    const forecast = forecasts.lastDay(hall);
    const screens = presence.states(devices);
    return boardView(state, state.settings, { screens, alarms, printers, texts, waits, forecast }, at);
  });
}

import { html } from 'lit';
import type { HallWindow } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import type { Call } from './calls.ts';
import { numberClass, type Picture, seal } from './parts.ts';

const SIZES = [4, 6, 12, 20, 30] as const;

/** `layout=windows`: every window keeps its place. */
export function windowGrid({ view, strings }: Picture, calls: readonly Call[], live: boolean): unknown {
  const size = SIZES.find((fits) => view.windows.length <= fits) ?? 'all';
  return html`<div class=${`grid fit-${size}`} data-testid="windows">
    ${view.windows.map((window) => tile(window, live && isNew(window, calls), strings))}
  </div>`;
}

function isNew({ no, number, stage }: HallWindow, calls: readonly Call[]): boolean {
  return stage === 'called' && calls.some((call) => call.fresh && call.number === number && call.window === no);
}

function tile(window: HallWindow, fresh: boolean, strings: Strings): unknown {
  const { status, off } = strings.display;
  const shut = window.status !== 'open' && window.number === null;
  const look = shut ? 'mute' : fresh ? 'full' : 'line';
  return html`<div class=${`win ${fresh ? 'new' : ''} ${shut ? 'shut' : ''}`} data-window=${window.no}>
    ${seal(window.no, look)} <span class="at">${window.name}</span> <b class="st">${status[stageOf(window)]}</b>
    ${
      window.number === null
        ? html`<span class="off">${off[idleOf(window)]}</span>`
        : html`<span class=${numberClass(window.number)}>${window.number}</span>`
    }
  </div>`;
}

function stageOf({ number, stage, status }: HallWindow): keyof Strings['display']['status'] {
  if (number !== null) return stage === 'called' ? 'come' : 'serving';
  return status === 'open' ? 'free' : status;
}

function idleOf({ status }: HallWindow): keyof Strings['display']['off'] {
  return status === 'open' ? 'free' : status;
}

import { html } from 'lit';
import type { ServiceView } from '../protocol/views.ts';
import { cssVariables } from '../ui/css-variables.ts';
import { clockTime } from '../ui/hall-time.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Picture } from './parts.ts';

/** Beyond this only services with somebody waiting are listed; the total counts all. */
const SERVICES_AT_MOST = 21;
const NAME_IN_ONE_LINE = 4;

/** Waiting per service in two columns, three on an upright screen; `since` is when the figures were last true, where that is not now. */
export function waitingList({ view, strings, language }: Picture, since: number | null): unknown {
  const { display } = strings;
  const total = view.services.reduce((sum, { waiting }) => sum + waiting, 0);
  const listed = listedServices(view.services);
  const rows = cssVariables({
    '--rows': Math.max(5, Math.ceil((listed.length + 1) / 2)),
    '--rows-upright': Math.max(4, Math.ceil((listed.length + 1) / 3)),
  });
  return html`<section class="wait" data-testid="waiting">
    <h2>
      <span>${since === null ? display.waiting : display.waitingCount}</span>
      <span>${since === null ? display.people : display.waitingAt(clockTime(since, view.hall.zone))}</span>
    </h2>
    <ul ${rows}>
      ${listed.map((service) => serviceLine(service, nameIn(service, language), display.closed))}
      <li class="sum">${display.total}<b>${total}</b></li>
    </ul>
  </section>`;
}

function listedServices(services: readonly ServiceView[]): readonly ServiceView[] {
  if (services.length <= SERVICES_AT_MOST) return services;
  return services.filter(({ waiting }) => waiting > 0).slice(0, SERVICES_AT_MOST);
}

function serviceLine({ id, prefix, waiting, open }: ServiceView, name: string, closed: string): unknown {
  const count = !open && waiting === 0 ? closed : waiting;
  return html`<li class=${waiting === 0 ? 'nil' : ''} data-service=${id}>
    <i class="plate"><i>${prefix}</i></i>
    <span class=${name.length > NAME_IN_ONE_LINE ? 'name small' : 'name'}>${name}</span><b>${count}</b>
  </li>`;
}

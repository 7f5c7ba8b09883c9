import { html, nothing } from 'lit';
import type { ReceptionView, WaitRange } from '../protocol/views.ts';
import { clockTime } from '../ui/hall-time.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { serviceName } from './desk-words.ts';

/** What the hub answers to an issue, as far as a person is told. */
export interface Issued {
  readonly number: string;
  readonly service: string;
  readonly ahead: number;
  readonly wait: WaitRange;
}

interface JustIssued {
  readonly ticket: Issued;
  readonly channel: 'reception' | 'phone';
}

/** The number just given, large enough to be read out, with what became of its paper. */
export function issuedNow(
  issued: JustIssued | null,
  view: ReceptionView,
  strings: Strings,
  language: Language,
): unknown {
  const { reception } = strings;
  if (issued === null) return html`<p class="given none" data-testid="issued-now">${reception.noneYet}</p>`;
  const { ticket, channel } = issued;
  const print = view.issued.find((each) => each.number === ticket.number)?.print;
  return html`<div class="given" role="status" data-testid="issued-now">
    <span class="no" data-testid="issued-number">${ticket.number}</span>
    <div>
      <h2>${serviceName(view.services, ticket.service, language)}</h2>
      <p>${[reception.ahead(ticket.ahead), ...waitWords(ticket, strings)].join(strings.counter.comma)}</p>
      <p class="m">
        ${channel === 'phone' ? html`<b>${reception.readOut}</b>` : print === undefined ? nothing : reception.print[print]}
      </p>
    </div>
  </div>`;
}

function waitWords({ wait }: Issued, { reception }: Strings): readonly string[] {
  return wait === null ? [] : [reception.wait(wait.low, wait.high)];
}

/** The newest tickets of the desk and their papers. */
export function issuedList(view: ReceptionView, strings: Strings, language: Language): unknown {
  const { reception } = strings;
  return html`<section class="issued">
    <h2>${reception.list}</h2>
    <ol tabindex="0" aria-label=${reception.list} data-testid="issued-list">
      ${view.issued.map(
        ({ number, service, at, status, print }) =>
          html`<li>
            <span class="n">${number}</span>
            <span class="s">
              ${serviceName(view.services, service, language)}
              <small
                >${clockTime(Date.parse(at), view.hall.zone)}${strings.counter.comma}${reception.status[status]}</small
              >
            </span>
            <span class="w ${print === 'failed' || print === 'unknown' ? 'cut' : ''}">${reception.print[print]}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}

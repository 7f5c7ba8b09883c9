import { html, nothing } from 'lit';
import { OUTCOMES, type Outcome } from '../domain/queue/ticket.ts';
import type { ServiceView } from '../protocol/views.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';

/** What may lie over the desk while a choice is made. */
export type Panel = 'outcome' | 'pause' | 'walk-in' | 'repair';

export function panelFrame(
  strings: Strings,
  heading: string,
  hint: string,
  back: () => void,
  inside: unknown,
): unknown {
  return html`<section class="panel" role="dialog" aria-label=${heading} tabindex="-1" data-testid="panel">
    <header>
      <h2>${heading}</h2>
      <p class="m">${hint}</p>
      <button class="lite" @click=${back} data-testid="panel-back">${strings.counter.back} <kbd>Esc</kbd></button>
    </header>
    ${inside}
  </section>`;
}

/** Six ends of a turn, keys 1–6; Enter is the usual one. */
export function outcomeChoice(strings: Strings, choose: (outcome: Outcome) => void): unknown {
  const words = strings.counter.outcome;
  return html`<ol class="choices">
    ${OUTCOMES.map(
      (outcome, index) =>
        html`<li>
          <button class="choice" @click=${() => choose(outcome)} data-testid="outcome-${outcome}">
            <kbd>${index + 1}</kbd><span><b>${words[outcome]}</b><small>${words[`${outcome}Hint`]}</small></span>
            ${index === 0 ? html`<kbd class="enter">Enter</kbd>` : nothing}
          </button>
        </li>`,
    )}
  </ol>`;
}

export function pauseChoice(strings: Strings, choose: (reason: string) => void): unknown {
  const words = strings.counter.pause;
  return html`<ol class="choices">
      ${words.reasons.map(
        (reason, index) =>
          html`<li>
            <button class="choice" @click=${() => choose(reason)} data-testid="pause-${index + 1}">
              <kbd>${index + 1}</kbd><span><b>${reason}</b></span>
            </button>
          </li>`,
      )}
    </ol>
    <form class="own" @submit=${(event: SubmitEvent) => ownReason(event, choose)}>
      <label><span>${words.own}</span><input name="reason" maxlength="40" required data-testid="pause-own" /></label>
      <button class="lite" type="submit">${words.confirm}</button>
    </form>`;
}

function ownReason(event: SubmitEvent, choose: (reason: string) => void): void {
  event.preventDefault();
  const field = (event.currentTarget as HTMLFormElement).querySelector('input');
  const reason = field?.value.trim() ?? '';
  if (reason !== '') choose(reason);
}

/** The hall's services, each by its letter 牌. */
export function serviceChoice(
  services: readonly ServiceView[],
  language: Language,
  choose: (service: ServiceView) => void,
): unknown {
  return html`<ol class="choices services">
    ${services.map(
      (service) =>
        html`<li>
          <button class="choice" @click=${() => choose(service)} data-testid="service-${service.id}">
            <span class="plate"><i>${service.prefix}</i></span
            ><span><b>${nameIn(service, language)}</b></span>
          </button>
        </li>`,
    )}
  </ol>`;
}

/** The choice a digit key makes in an open panel, null for none. */
export function digitChoice(panel: Panel, digit: number, strings: Strings): DigitChoice | null {
  if (panel === 'outcome') {
    const outcome = OUTCOMES[digit - 1];
    return outcome === undefined ? null : { type: 'finish', outcome };
  }
  const reason = panel === 'pause' ? strings.counter.pause.reasons[digit - 1] : undefined;
  return reason === undefined ? null : { type: 'pause', reason };
}

export type DigitChoice =
  { readonly type: 'finish'; readonly outcome: Outcome } | { readonly type: 'pause'; readonly reason: string };

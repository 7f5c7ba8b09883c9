import { html, nothing, type TemplateResult } from 'lit';
import type { PaperTale } from './paper-tale.ts';
import { orderSentence } from '../ui/order-sentence.ts';
import { qrCode } from '../ui/qr-code.ts';
import { type DispenserService, type Scene, serviceName } from './scene.ts';
import type { IssuedTicket } from './visit.ts';

export interface TakenScene extends Scene {
  readonly service: DispenserService | undefined;
  readonly ticket: IssuedTicket;
  readonly paper: PaperTale;
  /** Seconds until the start page; null while the paper is still coming. */
  readonly secondsLeft: number | null;
  /** Whether a second paper may be asked for here. */
  readonly canReprint: boolean;
}

/** The number, very large; where the paper is not there, number and QR stay on the screen. */
export function takenStep(scene: TakenScene): TemplateResult {
  return scene.paper.is === 'missing' ? kept(scene, scene.paper.why) : printed(scene);
}

function printed(scene: TakenScene): TemplateResult {
  const words = scene.strings.dispenser;
  const out = scene.paper.is === 'out';
  return html`
    <div class="printed">
      <div class="ticket" role="status" data-testid="ticket">
        <span class="mark" aria-hidden="true"><i>${scene.view.hall.mark}</i></span>
        ${lead(scene)} ${number(scene.ticket.number)}
        <dl class="facts">${facts(scene)}</dl>
      </div>
      <div class="down" role="status">
        <p data-testid="paper">${out ? words.paperOut : words.paperComing}</p>
        ${
          out
            ? html`<svg viewBox="0 0 130 130" aria-hidden="true">
                <path d="M65 14v86M26 64l39 40 39-40" fill="none" stroke="currentColor" stroke-width="13" />
              </svg>`
            : nothing
        }
      </div>
      <p class="note">${words.paperOutNote}<br />${orderSentence(scene.view.hall.order, scene.strings)}</p>
    </div>
    <div class="acts">
      <button
        class="key ${out ? '' : 'dim'}"
        type="button"
        ?disabled=${!out}
        data-testid="no-paper"
        @click=${() => scene.press({ what: 'claim' })}
      >
        ${words.noPaperCame}
      </button>
      ${go(scene, words.done)}
    </div>
  `;
}

function kept(scene: TakenScene, why: Extract<PaperTale, { is: 'missing' }>['why']): TemplateResult {
  const words = scene.strings.dispenser;
  const { ticket, press, canReprint } = scene;
  return html`
    <div class="warn" role="alert">
      <b data-testid="paper">${words.missing[why]}</b>
      <span>${words.keepNumber}${why === 'unknown' || why === 'slow' ? words.lookBelow : nothing}</span>
    </div>
    <div class="keep" data-testid="keep">
      ${lead(scene)} ${number(ticket.number)}
      <div class="two">
        ${ticket.url === null ? nothing : qrCode(ticket.url, words.qrOf(ticket.number))}
        <ul>
          ${lines(scene).map((line) => html`<li><b>${line}</b></li>`)}
          ${ticket.url === null ? nothing : html`<li>${words.scan}</li>`}
          <li>${words.helpAtDesk}</li>
        </ul>
      </div>
    </div>
    <div class="acts ${canReprint ? 'three' : ''}">
      <button class="key" type="button" data-testid="stay" @click=${() => press({ what: 'stay' })}>
        ${words.stay}
      </button>
      ${
        canReprint
          ? html`<button class="key" type="button" data-testid="reprint" @click=${() => press({ what: 'reprint' })}>
              ${words.printAgain}
            </button>`
          : nothing
      }
      ${go(scene, words.remembered)}
    </div>
  `;
}

function lead({ service, language, category, strings }: TakenScene): TemplateResult {
  const name = service === undefined ? '' : serviceName(service, language);
  const words = strings.dispenser;
  return html`<p class="lead">
    ${name}${category === 'ordinary' ? nothing : html` <em>${words.chosenCategory(words.category[category])}</em>`}
  </p>`;
}

function number(no: string): TemplateResult {
  return html`<p class="no ${no.length > 4 ? 'long' : ''}" data-testid="number">${no}</p>`;
}

function facts({ ticket, strings }: TakenScene): TemplateResult {
  const words = strings.dispenser;
  return html`<div>
      <dt>${words.ahead}</dt>
      <dd>${words.people(ticket.ahead)}</dd>
    </div>
    ${
      ticket.wait === null
        ? nothing
        : html`<div>
            <dt>${words.wait}</dt>
            <dd>${words.minutes(ticket.wait.low, ticket.wait.high)}</dd>
          </div>`
    }`;
}

function lines({ ticket, strings }: TakenScene): readonly string[] {
  const words = strings.dispenser;
  const ahead = `${words.ahead} ${words.people(ticket.ahead)}`;
  return ticket.wait === null ? [ahead] : [ahead, words.minutes(ticket.wait.low, ticket.wait.high)];
}

function go({ strings, secondsLeft, press }: TakenScene, word: string): TemplateResult {
  return html`<button class="key go" type="button" data-testid="done" @click=${() => press({ what: 'home' })}>
    <span
      >${word}${secondsLeft === null ? nothing : html`<small>${strings.dispenser.backIn(secondsLeft)}</small>`}</span
    >
  </button>`;
}

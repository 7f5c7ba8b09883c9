import { html, nothing, type TemplateResult } from 'lit';
import type { PrinterCondition } from '../domain/paper/job.ts';
import type { Contact } from '../ui/connection.ts';
import { clockTime } from '../ui/hall-time.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { printerTrouble } from './paper-tale.ts';
import type { Scene } from './scene.ts';

/** Name and clock of the hall, and one quiet line under them where contact or paper is in trouble. */
export function header({ strings, language, view }: Scene, contact: Contact, now: number | null): TemplateResult {
  const { hall } = view;
  return html`
    <header class="mast rule">
      <span class="mark" aria-hidden="true"><i>${hall.mark}</i></span>
      <h1>${nameIn(hall, language)}</h1>
      <span class="clock">${now === null ? nothing : clockTime(now, hall.zone)}</span>
    </header>
    ${strip(strings, view.printer, contact, hall.zone)}
  `;
}

function strip(
  strings: Strings,
  printer: PrinterCondition | null,
  contact: Contact,
  zone: string,
): TemplateResult | typeof nothing {
  const words = strings.dispenser;
  if (contact.state === 'lost') {
    return html`<p class="strip lost" role="alert" data-testid="contact-lost">
      <span>${words.lost(clockTime(contact.since, zone))}</span>
    </p>`;
  }
  if (contact.state === 'refused') {
    return html`<p class="strip lost" role="alert"><span>${words.refused}</span></p>`;
  }
  const trouble = printerWords(strings, printer);
  return trouble === null ? nothing : html`<p class="strip" role="status" data-testid="printer">${trouble}</p>`;
}

function printerWords({ dispenser: words }: Strings, printer: PrinterCondition | null): string | null {
  if (printer === null) return words.noPrinter;
  if (printer === 'paper-near-end') return words.nearEnd;
  const trouble = printerTrouble(printer);
  if (trouble === null) return null;
  return trouble === 'paper-out' ? words.noPaper : words.printerDown;
}

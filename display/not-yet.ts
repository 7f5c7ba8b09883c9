import { html } from 'lit';
import type { Contact } from '../ui/connection.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';

/** Before the first view: still connecting, without an answer for long, or refused. */
const PATIENCE_MS = 10_000;

export function notYet(contact: Contact, strings: Strings): unknown {
  if (contact.state === 'refused') {
    return html`<main class="not-yet" role="alert" data-testid="refused">
      <p class="big">${strings.display.refused}</p>
      <p>${problemText(strings, { code: contact.code, status: 0 })}</p>
    </main>`;
  }
  const long = performance.now() > PATIENCE_MS;
  return html`<main class="not-yet" role="status" data-testid="loading">
    <p class="big">${strings.common.loading}</p>
    <p>${long ? strings.display.stillTrying : ''}</p>
  </main>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../ui/connection.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Scene } from './scene.ts';
import { answerIsLost } from './take-ticket.ts';

/** No number: why, and what to do now. Trying again sends the same order under the same key. */
export function troubleStep({ strings, press }: Scene, problem: Problem): TemplateResult {
  const words = strings.dispenser;
  const unsure = problem.code === 'no-answer';
  const again = answerIsLost(problem) || problem.status === 429 || problem.status >= 500;
  return html`
    <div class="trouble" role="alert" data-testid="trouble">
      <h2 class="ask">${unsure ? words.unsure : words.notTaken}</h2>
      <p class="sub">${unsure ? words.unsureSub : problemText(strings, problem)}</p>
      <p class="sub">${unsure ? nothing : words.atDesk}</p>
    </div>
    <div class="acts">
      <button class="key" type="button" data-testid="home" @click=${() => press({ what: 'home' })}>
        ${words.home}
      </button>
      ${
        again
          ? html`<button class="key go" type="button" data-testid="again" @click=${() => press({ what: 'again' })}>
              ${words.tryAgain}
            </button>`
          : nothing
      }
    </div>
  `;
}

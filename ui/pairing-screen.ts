import { html, LitElement, nothing } from 'lit';
import type { DeviceKind } from '../domain/actor.ts';
import { ask } from './ask.ts';
import type { Strings } from './strings/zh-CN.ts';

const POLL_MS = 2_000;

/** Before a device is known: 正在连接, or a six-digit code for the administrator. */
export class PairingScreen extends LitElement {
  static override properties = { code: { state: true }, note: { state: true }, pairing: { state: true } };
  declare private code: string | null;
  declare private note: string | null;
  declare private pairing: boolean;
  readonly #kind: DeviceKind;
  readonly #strings: Strings;

  constructor(kind: DeviceKind, strings: Strings) {
    super();
    this.code = null;
    this.note = null;
    this.pairing = false;
    this.#kind = kind;
    this.#strings = strings;
  }

  /** Shows codes until an administrator has taken one; the answer is the device's token. */
  async pair(note: string | null): Promise<string> {
    this.note = note;
    this.pairing = true;
    for (;;) {
      const made = await ask<{ code: string; secret: string }>('POST', '/pairing/codes', {
        body: { kind: this.#kind },
      });
      if (!made.ok) {
        await pause();
        continue;
      }
      this.code = made.body.code;
      const token = await this.#awaitToken(made.body.secret);
      if (token !== null) return token;
    }
  }

  /** Null when the code is no longer good. */
  async #awaitToken(secret: string): Promise<string | null> {
    for (;;) {
      await pause();
      const answer = await ask<{ token: string | null }>('POST', '/pairing/codes/poll', { body: { secret } });
      if (answer.ok && answer.body.token !== null) return answer.body.token;
      if (!answer.ok && [400, 401, 404, 409, 410].includes(answer.problem.status)) return null;
    }
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    const { common } = this.#strings;
    if (!this.pairing) return html`<main class="door"><p class="pair" role="status">${common.loading}…</p></main>`;
    document.title = common.pairTitle;
    return html`<main class="door">
      <div class="pair">
        ${this.note === null ? nothing : html`<p class="m" role="alert" data-testid="pair-note">${this.note}</p>`}
        <h1>${common.pairTitle}</h1>
        <p class="code lift" data-testid="pair-code" aria-live="polite">${this.code ?? '······'}</p>
        <p class="m">${this.code === null ? common.pairWaiting : common.pairHow}</p>
      </div>
    </main>`;
  }
}

function pause(): Promise<void> {
  return new Promise((go) => setTimeout(go, POLL_MS));
}

customElements.define('pairing-screen', PairingScreen);

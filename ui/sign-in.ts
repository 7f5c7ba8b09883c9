import { html, LitElement, nothing } from 'lit';
import type { Role } from '../domain/actor.ts';
import type { HallView, SessionView } from '../protocol/views.ts';
import { ask } from './ask.ts';
import type { Problem, Sent } from './connection.ts';
import { clockTime } from './hall-time.ts';
import { nameIn } from './name-in.ts';
import { problemText } from './problem-text.ts';
import { type Language, languages } from './strings/strings.ts';
import type { Strings } from './strings/zh-CN.ts';

type Stage = 'loading' | 'sign-in' | 'change';

/** The door of a staff page: signing in, and a password of one's own first. */
export class SignIn extends LitElement {
  static override properties = {
    stage: { state: true },
    error: { state: true },
    busy: { state: true },
    hall: { state: true },
  };
  declare private stage: Stage;
  declare private error: string | null;
  declare private busy: boolean;
  declare private hall: HallView['hall'] | null;
  readonly #roles: readonly Role[];
  readonly #hallId: string;
  readonly #language: Language;
  readonly #strings: Strings;
  #session: SessionView | null = null;
  #enter: (session: SessionView) => void = () => undefined;

  constructor(roles: readonly Role[], hallId: string, language: Language) {
    super();
    this.stage = 'loading';
    this.error = null;
    this.busy = false;
    this.hall = null;
    this.#roles = roles;
    this.#hallId = hallId;
    this.#language = language;
    this.#strings = languages[language];
  }

  /** Resolves once somebody fit for the page is in. */
  async session(): Promise<SessionView> {
    const entered = new Promise<SessionView>((enter) => (this.#enter = enter));
    void this.#lookUpHall();
    const found = await ask<SessionView>('GET', '/session');
    if (found.ok) this.#admit(found.body);
    else this.stage = 'sign-in';
    return entered;
  }

  async #lookUpHall(): Promise<void> {
    const answer = await ask<Partial<HallView>>('GET', `/halls/${encodeURIComponent(this.#hallId)}`);
    if (answer.ok) this.hall = answer.body.hall ?? null;
  }

  #admit(session: SessionView): void {
    this.#session = session;
    this.error = null;
    if (!this.#roles.includes(session.role)) {
      this.stage = 'sign-in';
      this.error = this.#strings.common.notForYou;
      return;
    }
    if (session.mustChange) this.stage = 'change';
    else this.#enter(session);
  }

  async #once<T>(work: () => Promise<Sent<T>>): Promise<Sent<T> | null> {
    if (this.busy) return null;
    this.busy = true;
    this.error = null;
    const answer = await work();
    this.busy = false;
    return answer;
  }

  async #signIn(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = fields(event);
    const body = { staffNo: form('staffNo').trim(), password: form('password') };
    const answer = await this.#once(() => ask<SessionView>('POST', '/session', { body }));
    if (answer === null) return;
    if (answer.ok) this.#admit(answer.body);
    else this.error = this.#refusal(answer.problem, this.#strings.common.wrongPassword);
  }

  async #change(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = fields(event);
    const session = this.#session;
    const { common } = this.#strings;
    if (session === null) return;
    if (form('new') !== form('again')) {
      this.error = common.passwordsDiffer;
      return;
    }
    const asking = { body: { old: form('old'), new: form('new') }, csrfToken: session.csrfToken };
    const answer = await this.#once(() => ask<SessionView>('POST', '/session/password', asking));
    if (answer === null) return;
    if (!answer.ok) {
      const weak = answer.problem.status === 400;
      this.error = weak ? common.passwordTooWeak : this.#refusal(answer.problem, common.oldPasswordWrong);
      return;
    }
    const renewed = await ask<SessionView>('GET', '/session');
    if (renewed.ok) this.#admit(renewed.body);
    else this.stage = 'sign-in';
  }

  #refusal(problem: Problem, wrong: string): string {
    const { common } = this.#strings;
    const until = typeof problem['until'] === 'string' ? Date.parse(problem['until']) : NaN;
    if (problem.status === 423 || problem.status === 429) {
      return Number.isNaN(until)
        ? common.locked
        : common.lockedUntil(clockTime(until, this.hall?.zone ?? 'Asia/Shanghai'));
    }
    return problem.status === 401 || problem.status === 403 ? wrong : problemText(this.#strings, problem);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    const { common } = this.#strings;
    if (this.stage === 'loading') return html`<main class="door"><p role="status">${common.loading}…</p></main>`;
    const title = this.stage === 'change' ? common.changeTitle : common.signInTitle;
    document.title = title;
    return html`<main class="door">
      <div class="sign">
        <div class="hd rule">
          ${this.hall === null ? nothing : html`<span class="mark" aria-hidden="true"><i>${this.hall.mark}</i></span>`}
          <div>
            <h1>${this.hall === null ? title : nameIn(this.hall, this.#language)}</h1>
            ${this.hall === null ? nothing : html`<span>${title}</span>`}
          </div>
        </div>
        ${this.stage === 'change' ? this.#changeForm() : this.#signInForm()}
      </div>
    </main>`;
  }

  #signInForm(): unknown {
    const { common } = this.#strings;
    return html`<form @submit=${(event: SubmitEvent) => this.#signIn(event)} data-testid="sign-in">
      ${field(common.staffNo, 'staffNo', 'text', 'username')}
      ${field(common.password, 'password', 'password', 'current-password')} ${this.#errorLine()}
      <button type="submit" ?disabled=${this.busy} data-testid="sign-in-go">${common.signIn}</button>
    </form>`;
  }

  #changeForm(): unknown {
    const { common } = this.#strings;
    return html`<form @submit=${(event: SubmitEvent) => this.#change(event)} data-testid="change-password">
      <p class="m">${common.changeWhy}</p>
      ${field(common.oldPassword, 'old', 'password', 'current-password')}
      ${field(common.newPassword, 'new', 'password', 'new-password')}
      ${field(common.newPasswordAgain, 'again', 'password', 'new-password')}
      <p class="m">${common.passwordRule}</p>
      ${this.#errorLine()}
      <button type="submit" ?disabled=${this.busy} data-testid="change-password-go">${common.change}</button>
    </form>`;
  }

  #errorLine(): unknown {
    return this.error === null
      ? nothing
      : html`<p class="err" role="alert" data-testid="sign-in-error">${this.error}</p>`;
  }
}

function field(label: string, name: string, type: string, autocomplete: string): unknown {
  return html`<label
    ><span>${label}</span> <input name=${name} type=${type} autocomplete=${autocomplete} required data-testid=${name}
  /></label>`;
}

function fields(event: SubmitEvent): (name: string) => string {
  const data = new FormData(event.currentTarget instanceof HTMLFormElement ? event.currentTarget : undefined);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
}

customElements.define('sign-in', SignIn);

import { html, LitElement, nothing } from 'lit';
import { parseStaffNo } from '../domain/values.ts';
import { ROLES, type Role } from '../domain/actor.ts';
import type { Sent } from '../ui/connection.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { clearForm, formFields } from './form-fields.ts';
import { formProblem } from './form-problem.ts';
import type { HallLine } from './hall-line.ts';

export interface AccountEntry {
  readonly staffNo: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly locked: boolean;
}

type Asking = { readonly what: 'disable' | 'password'; readonly staffNo: string };

/** 人员: the hall's accounts. A password set here must be changed at the next sign-in. */
export class AccountAdmin extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    own: {},
    accounts: { state: true },
    asking: { state: true },
    told: { state: true },
    busy: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  /** The staff number of who is signed in: nobody disables themselves. */
  declare own: string;
  declare private accounts: readonly AccountEntry[] | null;
  declare private asking: Asking | null;
  declare private told: { readonly good: boolean; readonly text: string } | null;
  declare private busy: boolean;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.own = '';
    this.accounts = null;
    this.asking = null;
    this.told = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async load(): Promise<void> {
    if (this.line === null || this.strings === null) return;
    const answer = await this.line.get<{ readonly accounts: readonly AccountEntry[] }>('/accounts');
    if (answer.ok) this.accounts = answer.body.accounts;
    else this.told = { good: false, text: problemText(this.strings, answer.problem) };
  }

  /** Does one thing to the accounts and tells how it went. True when it is done. */
  async #do(path: string, body: object, done: string): Promise<boolean> {
    if (this.busy || this.line === null || this.strings === null) return false;
    this.busy = true;
    const answer: Sent<unknown> = await this.line.post(`/accounts${path}`, body);
    this.busy = false;
    this.told = { good: answer.ok, text: answer.ok ? done : formProblem(this.strings, answer.problem) };
    if (answer.ok) {
      this.asking = null;
      await this.load();
    }
    return answer.ok;
  }

  async #add(event: SubmitEvent, words: Strings['supervisor']['people']): Promise<void> {
    const field = formFields(event);
    const clear = clearForm(event);
    const staffNo = field('staffNo').trim();
    if (parseStaffNo(staffNo) === undefined) {
      this.told = { good: false, text: words.badStaffNo };
      return;
    }
    const body = { staffNo, name: field('name').trim(), role: field('role'), password: field('password') };
    if (await this.#do('', body, words.added(staffNo))) clear();
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const { admin, people } = this.strings.supervisor;
    return html`<div class="admin">
      <section class="wide">
        <h2>${people.heading}</h2>
        ${
          this.told === null
            ? nothing
            : html`<p
                class=${this.told.good ? 'good' : 'told'}
                role=${this.told.good ? 'status' : 'alert'}
                data-testid="told"
              >
                ${this.told.text}
              </p>`
        }
        ${
          this.accounts === null
            ? html`<p class="wait" role="status">${admin.loading}</p>`
            : this.#table(this.accounts, this.strings.supervisor)
        }
      </section>
      <section>${this.#addForm(this.strings.supervisor)}</section>
    </div>`;
  }

  #table(entries: readonly AccountEntry[], words: Strings['supervisor']): unknown {
    const { columns, none } = words.people;
    if (entries.length === 0) return html`<p class="calm">${none}</p>`;
    return html`<table class="list" data-testid="accounts">
      <thead>
        <tr>
          <th scope="col">${columns.staffNo}</th>
          <th scope="col">${columns.name}</th>
          <th scope="col">${columns.role}</th>
          <th scope="col">${columns.state}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${entries.map((entry) => this.#row(entry, words))}
      </tbody>
    </table>`;
  }

  #row(entry: AccountEntry, words: Strings['supervisor']): unknown {
    const { disabled, locked, name, role, staffNo } = entry;
    const { people, roles } = words;
    const path = `/${encodeURIComponent(staffNo)}`;
    const state = disabled ? people.disabled : locked ? people.locked : people.ok;
    return html`<tr class=${disabled ? 'off' : ''} data-testid="account-${staffNo}">
        <th scope="row">${staffNo}</th>
        <td>${name}${staffNo === this.own ? ` (${people.own})` : ''}</td>
        <td>${roles[role]}</td>
        <td>${state}</td>
        <td class="do">
          <button
            class="key"
            @click=${() => (this.asking = { what: 'password', staffNo })}
            data-testid="set-${staffNo}"
          >
            ${people.setPassword}
          </button>
          ${
            staffNo === this.own
              ? nothing
              : html`<button
                  class="key"
                  data-testid="able-${staffNo}"
                  @click=${() =>
                    disabled
                      ? void this.#do(`${path}/enable`, {}, words.admin.done)
                      : (this.asking = { what: 'disable', staffNo })}
                >
                  ${disabled ? people.enable : people.disable}
                </button>`
          }
        </td>
      </tr>
      ${this.asking?.staffNo === staffNo ? this.#sure(this.asking, path, words) : nothing}`;
  }

  #sure({ staffNo, what }: Asking, path: string, { admin, people }: Strings['supervisor']): unknown {
    const back = html`<button type="button" class="key" @click=${() => (this.asking = null)}>${admin.no}</button>`;
    if (what === 'disable') {
      return html`<tr class="sure">
        <td colspan="4"><b>${people.sureDisable(staffNo)}</b></td>
        <td class="do">
          ${back}
          <button class="key go" data-testid="disable-yes" @click=${() => this.#do(`${path}/disable`, {}, admin.done)}>
            ${people.disable}
          </button>
        </td>
      </tr>`;
    }
    const set = (event: SubmitEvent): void =>
      void this.#do(`${path}/password`, { password: formFields(event)('password') }, people.passwordSet(staffNo));
    return html`<tr class="sure">
      <td colspan="5">
        <form class="fields" @submit=${set} data-testid="set-password">
          <label
            >${people.passwordOf(staffNo)}
            <input
              name="password"
              type="password"
              autocomplete="new-password"
              required
              data-testid="set-password-field"
          /></label>
          <p class="note">${people.passwordNote}</p>
          <div class="keys">
            ${back} <button class="key go" ?disabled=${this.busy} data-testid="set-password-go">${people.save}</button>
          </div>
        </form>
      </td>
    </tr>`;
  }

  #addForm({ people, roles }: Strings['supervisor']): unknown {
    return html`<h2>${people.add}</h2>
      <form class="fields" @submit=${(event: SubmitEvent) => this.#add(event, people)} data-testid="add-account">
        <label
          >${people.staffNo}
          <input name="staffNo" maxlength="20" autocomplete="off" required data-testid="add-staff-no"
        /></label>
        <label
          >${people.name} <input name="name" maxlength="20" autocomplete="off" required data-testid="add-name"
        /></label>
        <label
          >${people.role}
          <select name="role" data-testid="add-role">
            ${ROLES.map((role) => html`<option value=${role}>${roles[role]}</option>`)}
          </select></label
        >
        <label
          >${people.password}
          <input name="password" type="password" autocomplete="new-password" required data-testid="add-password"
        /></label>
        <p class="note">${people.passwordNote}</p>
        <button class="key go" ?disabled=${this.busy} data-testid="add-go">${people.addGo}</button>
      </form>`;
  }
}

customElements.define('account-admin', AccountAdmin);

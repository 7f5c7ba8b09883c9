import { html, LitElement, nothing } from 'lit';
import type { HallWindow } from '../protocol/views.ts';
import { clockTime, dayOf } from '../ui/hall-time.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import type { HallLine } from './hall-line.ts';
import './pairing-forms.ts';

/** A paired device as `GET …/devices` tells it. */
export interface DeviceEntry {
  readonly id: string;
  readonly kind: string;
  readonly window: number | null;
  readonly name: string;
  /** Where a dispenser prints; null: at the hall's first printer. */
  readonly printer: string | null;
  readonly pairedAt: string | number;
  readonly revokedAt: string | number | null;
  readonly connected: boolean;
}

const REFRESH_MS = 10_000;

/** 设备: who may come in as a device, how to let one in, and how to send one away. */
export class DeviceAdmin extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    windows: { attribute: false },
    zone: {},
    devices: { state: true },
    asking: { state: true },
    problem: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  declare windows: readonly HallWindow[];
  declare zone: string;
  declare private devices: readonly DeviceEntry[] | null;
  /** The device whose revoking waits for a second word. */
  declare private asking: string | null;
  declare private problem: string | null;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.windows = [];
    this.zone = 'Asia/Shanghai';
    this.devices = null;
    this.asking = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.#timer = setInterval(() => void this.load(), REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async load(): Promise<void> {
    if (this.line === null || this.strings === null) return;
    const answer = await this.line.get<{ readonly devices: readonly DeviceEntry[] }>('/devices');
    if (answer.ok) this.devices = answer.body.devices;
    this.problem = answer.ok ? null : problemText(this.strings, answer.problem);
  }

  async #revoke(id: string): Promise<void> {
    if (this.line === null || this.strings === null) return;
    this.asking = null;
    const answer = await this.line.post(`/devices/${encodeURIComponent(id)}/revoke`, {});
    if (answer.ok) await this.load();
    else this.problem = problemText(this.strings, answer.problem);
  }

  async #printAt(id: string, printer: string): Promise<void> {
    if (this.line === null || this.strings === null) return;
    const path = `/devices/${encodeURIComponent(id)}/printer`;
    const answer = await this.line.post(path, { printer: printer === '' ? null : printer });
    await this.load();
    if (!answer.ok) this.problem = problemText(this.strings, answer.problem);
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const { admin, devices } = this.strings.supervisor;
    return html`<div class="admin">
      <section class="wide">
        <h2>${devices.heading}</h2>
        ${this.problem === null ? nothing : html`<p class="told" role="alert">${this.problem}</p>`}
        ${
          this.devices === null
            ? html`<p class="wait" role="status">${admin.loading}</p>`
            : this.#table(this.devices, this.strings)
        }
      </section>
      <pairing-forms
        .line=${this.line}
        .strings=${this.strings}
        .windows=${this.windows}
        @paired=${() => this.load()}
      ></pairing-forms>
    </div>`;
  }

  #table(entries: readonly DeviceEntry[], { supervisor }: Strings): unknown {
    const { columns, none } = supervisor.devices;
    if (entries.length === 0) return html`<p class="calm">${none}</p>`;
    return html`<table class="list" data-testid="devices">
      <thead>
        <tr>
          <th scope="col">${columns.name}</th>
          <th scope="col">${columns.kind}</th>
          <th scope="col">${columns.window}</th>
          <th scope="col">${columns.pairedAt}</th>
          <th scope="col">${columns.state}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${entries.map((entry) => this.#row(entry, supervisor))}
      </tbody>
    </table>`;
  }

  #row(entry: DeviceEntry, { devices, equipment }: Strings['supervisor']): unknown {
    const kinds: Readonly<Record<string, string>> = equipment.kind;
    const { connected, id, kind, name, revokedAt, window } = entry;
    const state =
      revokedAt !== null ? devices.revoked(this.#time(revokedAt)) : connected ? devices.connected : devices.away;
    return html`<tr class=${revokedAt === null ? '' : 'off'} data-testid="device-${id}">
        <th scope="row">${name}</th>
        <td>${kinds[kind] ?? kind}</td>
        <td>${kind === 'dispenser' && revokedAt === null ? this.#printerOf(entry) : (window ?? '')}</td>
        <td>${this.#time(entry.pairedAt)}</td>
        <td class=${revokedAt === null && connected ? 'ok' : ''}>${state}</td>
        <td class="do">
          ${
            revokedAt !== null
              ? nothing
              : html`<button class="key" data-testid="revoke-${id}" @click=${() => (this.asking = id)}>
                  ${devices.revoke}
                </button>`
          }
        </td>
      </tr>
      ${this.asking === id && revokedAt === null ? this.#sure(entry) : nothing}`;
  }

  /** A dispenser stands at no window, but prints somewhere. */
  #printerOf({ id, name, printer }: DeviceEntry): unknown {
    if (this.strings === null) return nothing;
    const { firstPrinter, printerOf } = this.strings.supervisor.devices;
    const printers = (this.devices ?? []).filter((each) => each.kind === 'printer' && each.revokedAt === null);
    if (printers.length === 0) return nothing;
    const choose = (event: Event): void => void this.#printAt(id, (event.target as HTMLSelectElement).value);
    return html`<select aria-label=${printerOf(name)} data-testid="printer-${id}" @change=${choose}>
      <option value="" ?selected=${printer === null}>${firstPrinter}</option>
      ${printers.map((each) => html`<option value=${each.id} ?selected=${printer === each.id}>${each.name}</option>`)}
    </select>`;
  }

  #sure({ id, name }: DeviceEntry): unknown {
    if (this.strings === null) return nothing;
    const { admin, devices } = this.strings.supervisor;
    return html`<tr class="sure" data-testid="revoke-sure">
      <td colspan="5"><b>${devices.sure(name)}</b></td>
      <td class="do">
        <button class="key" @click=${() => (this.asking = null)}>${admin.no}</button>
        <button class="key go" data-testid="revoke-yes" @click=${() => this.#revoke(id)}>${devices.revoke}</button>
      </td>
    </tr>`;
  }

  /** Day and time in the hall’s zone. */
  #time(at: string | number): string {
    const ms = typeof at === 'number' ? at : Date.parse(at);
    return `${dayOf(ms, this.zone)} ${clockTime(ms, this.zone)}`;
  }
}

customElements.define('device-admin', DeviceAdmin);

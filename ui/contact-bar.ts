import { html, LitElement, nothing } from 'lit';
import type { Contact } from './connection.ts';
import { clockTime } from './hall-time.ts';
import type { Strings } from './strings/zh-CN.ts';

/** `连接中断 自 10:34 起`, in one line. */
export function lostSince(strings: Strings, since: number, zone: string): string {
  return strings.common.lostSince(clockTime(since, zone));
}

/** The striped bar over a staff page that is out of contact; nothing while live. Needs ui/contact-bar.css. */
export class ContactBar extends LitElement {
  static override properties = { contact: { attribute: false }, strings: { attribute: false }, zone: {} };
  declare contact: Contact;
  declare strings: Strings | null;
  declare zone: string;

  constructor() {
    super();
    this.contact = { state: 'loading' };
    this.strings = null;
    this.zone = 'Asia/Shanghai';
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): unknown {
    if (this.strings === null || this.contact.state !== 'lost') return nothing;
    return html`<p class="contact-lost" role="alert" data-testid="contact-lost">
      <span>${lostSince(this.strings, this.contact.since, this.zone)}</span>
    </p>`;
  }
}

customElements.define('contact-bar', ContactBar);

import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { AnnouncementView } from '../protocol/views.ts';
import type { Connection } from '../ui/connection.ts';
import { clockTime } from '../ui/hall-time.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { ViewController } from '../ui/view-controller.ts';
import { callSentence, callText } from './call-sentence.ts';
import { type Call, callsOf, NEW_FOR_MS } from './calls.ts';
import type { SoundState } from '../ui/loudspeaker.ts';
import { notYet } from './not-yet.ts';
import { foot, hallName, mast, numberClass, type Picture, seal } from './parts.ts';
import { waitingList } from './waiting-list.ts';
import { windowGrid } from './window-grid.ts';

export interface HallBoardOptions {
  readonly connection: Connection;
  readonly strings: Strings;
  readonly language: Language;
  readonly layout: 'calls' | 'windows';
}

const EARLIER_SHOWN = 6;

/** The hall screen. Fires `unlock` when somebody asks for sound. */
export class HallBoard extends LitElement {
  static override properties = { sound: {}, announced: { attribute: false } };
  declare sound: SoundState;
  /** What is being announced now, for those who listen to the page. */
  declare announced: AnnouncementView | null;
  readonly #options: HallBoardOptions;
  readonly #hall: ViewController<'hall'>;
  /** When the newest call was first drawn: its time runs on from there. */
  #drawn: { readonly no: number; readonly age: number } | null = null;
  #settle: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HallBoardOptions) {
    super();
    this.sound = 'none';
    this.announced = null;
    this.#options = options;
    this.#hall = new ViewController(this, options.connection, 'hall');
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#settle);
  }

  protected override render(): unknown {
    const { strings, language, layout } = this.#options;
    const { view, contact } = this.#hall;
    const now = this.#hall.now();
    if (view === null || now === null || contact.state === 'refused') return notYet(contact, strings);
    const unlock = (): boolean => this.dispatchEvent(new Event('unlock'));
    const picture: Picture = { view, now, strings, language, sound: this.sound, unlock };
    const calls = callsOf(view, now);
    this.#drawAgainAfter(calls);
    document.title = `${strings.display.title} ${hallName(picture)}`;
    const since = contact.state === 'lost' ? contact.since : null;
    return html`${layout === 'windows' ? this.#byWindow(picture, calls, since) : this.#byCall(picture, calls, since)}
      <p
        class="heard"
        role="status"
        aria-live="assertive"
        data-testid="announced"
        data-no=${this.announced?.no ?? nothing}
      >
        ${this.announced === null ? '' : callText(this.announced, strings)}
      </p>`;
  }

  #byCall(picture: Picture, calls: readonly Call[], since: number | null): unknown {
    const newest = since === null ? calls[0] : undefined;
    const earlier = newest === undefined ? calls : calls.slice(1);
    return html`<main class="stage">
      ${mast(picture)} ${since === null ? this.#call(newest, picture.strings) : cut(picture, since)}
      <div class="lower">
        ${earlierList(picture, earlier.slice(0, EARLIER_SHOWN), since)} ${waitingList(picture, since)}
      </div>
      ${foot(picture)}
    </main>`;
  }

  #byWindow(picture: Picture, calls: readonly Call[], since: number | null): unknown {
    const total = picture.view.services.reduce((sum, { waiting }) => sum + waiting, 0);
    const inAll = html`<span class="m in-all" data-testid="in-all">${picture.strings.display.inAll(total)}</span>`;
    return html`<main class=${since === null ? 'stage by-window' : 'stage by-window off-line'}>
      ${mast(picture)} ${since === null ? nothing : cut(picture, since)} ${windowGrid(picture, calls, since === null)}
      ${foot(picture, inAll)}
    </main>`;
  }

  #call(call: Call | undefined, strings: Strings): unknown {
    if (call === undefined) {
      return html`<div class="call nobody">
        <p class="big">${strings.display.nobodyYet}</p>
        <p class="do">${strings.display.takeNumber}</p>
      </div>`;
    }
    if (this.#drawn?.no !== call.no) this.#drawn = { no: call.no, age: call.age };
    return keyed(call.no, callSentence(call, this.#drawn.age, strings));
  }

  /** The highlight ends when its time is over, not with the next tick. */
  #drawAgainAfter(calls: readonly Call[]): void {
    clearTimeout(this.#settle);
    const next = Math.min(...calls.filter(({ fresh }) => fresh).map(({ age }) => NEW_FOR_MS - age));
    if (Number.isFinite(next)) this.#settle = setTimeout(() => this.requestUpdate(), next);
  }
}

function earlierList({ view, strings }: Picture, calls: readonly Call[], since: number | null): unknown {
  const { display } = strings;
  const title = since === null ? display.earlier : display.earlierThan(clockTime(since, view.hall.zone));
  return html`<section class="past" data-testid="earlier">
    <h2 aria-hidden=${calls.length > 0 ? nothing : 'true'}>
      ${calls.length > 0 ? html`<span>${title}</span><span>${display.window}</span>` : nothing}
    </h2>
    <p class="head" aria-hidden="true"><span></span><span>${calls.length > 1 ? display.window : ''}</span></p>
    <ol>
      ${calls.map((call) => {
        const fresh = call.fresh && since === null;
        return html`<li class=${fresh ? 'fresh' : ''} data-number=${call.number}>
          <span class=${numberClass(call.number)}>${call.number}</span>${seal(call.window, fresh ? 'full' : 'line')}
        </li>`;
      })}
    </ol>
  </section>`;
}

function cut({ view, strings }: Picture, since: number): unknown {
  const { display } = strings;
  return html`<div class="call cut" role="alert" data-testid="contact-lost">
    <div>
      <p class="big">${display.lost} <small>${display.lostFrom(clockTime(since, view.hall.zone))}</small></p>
      <p class="do">${display.lostDo}</p>
    </div>
  </div>`;
}

customElements.define('hall-board', HallBoard);

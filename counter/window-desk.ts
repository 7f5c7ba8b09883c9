import { html, LitElement, type PropertyValues } from 'lit';
import type { Outcome } from '../domain/queue/ticket.ts';
import { unreachable } from '../domain/values.ts';
import type { CounterView } from '../protocol/views.ts';
import '../ui/contact-bar.ts';
import type { StaffPage } from '../ui/staff-page.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { ViewController } from '../ui/view-controller.ts';
import { currentTicket, type Moment } from './current-ticket.ts';
import { deskChoice } from './desk-choice.ts';
import { type DeskKey, deskKeys, type KeyName } from './desk-keys.ts';
import { deskHeader } from './desk-header.ts';
import { keyRow } from './key-row.ts';
import { NewArrivals } from './new-arrivals.ts';
import { NoteField } from './note-field.ts';
import { ownQueue } from './own-queue.ts';
import { readStroke } from './desk-keyboard.ts';
import type { Panel } from './panels.ts';
import { Press } from './press.ts';
import { RepairPanel } from './repair-panel.ts';
import { toldLine } from './told-line.ts';
import { WindowCommands } from './window-commands.ts';

/** One window as its clerk sees it: who is here, the nine keys, and who waits. */
export class WindowDesk extends LitElement {
  static override properties = { panel: { state: true }, heard: { state: true } };
  declare private panel: Panel | null;
  /** What was last said to those who listen to the page. */
  declare private heard: string;
  readonly #page: StaffPage;
  readonly #left: (notice: string | null) => void;
  readonly #counter: ViewController<'counter'>;
  readonly #press: Press;
  readonly #commands: WindowCommands;
  readonly #repair: RepairPanel;
  readonly #note = new NoteField();
  readonly #arrivals = new NewArrivals();
  readonly #onKey = (event: KeyboardEvent): void => this.#keydown(event);
  #drawn: CounterView | null = null;
  #opener: Element | null = null;

  /** `left` is told when the window is no longer one's own: null after one's own closing, else why. */
  constructor(page: StaffPage, window: number, left: (notice: string | null) => void) {
    super();
    this.panel = null;
    this.heard = '';
    this.#page = page;
    this.#left = left;
    this.#counter = new ViewController<'counter'>(this, page.connection, `counter/${window}`);
    this.#press = new Press(this, page.connection, page.strings);
    this.#commands = new WindowCommands(page, window, this.#press);
    this.#repair = new RepairPanel(page);
    this.#note.strings = page.strings;
    this.#note.save = () => this.#saveNote();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(): void {
    const { view } = this.#counter;
    this.#note.busy = this.#press.busy === 'note';
    if (view === null || view === this.#drawn) return;
    this.#note.number = view.current?.number ?? '';
    this.#note.saved = view.current?.note ?? null;
    const before = this.#drawn;
    this.#drawn = view;
    // a choice opened for one number must not fall on another
    if (before?.current?.number !== view.current?.number && this.panel !== 'repair') this.panel = null;
    const joined = this.#arrivals.take(view.queue, this.#counter.now() ?? 0);
    const first = joined[0];
    if (first !== undefined) this.heard = this.#page.strings.counter.queue.arrivedNow(first);
  }

  protected override updated(changed: PropertyValues): void {
    const { view } = this.#counter;
    const { counter: words, common } = this.#page.strings;
    if (view !== null) document.title = `${common.windowNo(view.no)} ${words.queue.waiting(view.waiting)}`;
    if (changed.has('panel')) this.#moveFocus(changed.get('panel') === null);
    if (view !== null && !view.mine && this.#press.busy !== 'close') this.#left(words.door.closedByOther);
  }

  #moveFocus(opened: boolean): void {
    if (this.panel === null) {
      if (this.#opener instanceof HTMLElement && this.#opener.isConnected) this.#opener.focus();
      this.#opener = null;
      return;
    }
    if (opened) this.#opener = document.activeElement;
    const field = this.panel === 'repair' ? this.querySelector<HTMLElement>('.panel input') : null;
    (field ?? this.querySelector<HTMLElement>('.panel'))?.focus();
  }

  #keydown(event: KeyboardEvent): void {
    const stroke = readStroke(event, this.#keys(), this.panel, this.#page.strings);
    if (stroke === null) return;
    event.preventDefault();
    switch (stroke.type) {
      case 'key':
        this.#use(stroke.key);
        return;
      case 'outcomes':
        this.#open('outcome');
        return;
      case 'finish':
        this.#finish(stroke.outcome);
        return;
      case 'pause':
        this.#pause(stroke.reason);
        return;
      case 'back':
        this.panel = null;
        return;
      case 'held':
        return;
      default:
        unreachable(stroke);
    }
  }

  #keys(): readonly (readonly (DeskKey | null)[])[] {
    return deskKeys(this.#counter.view, this.#counter.contact, this.#counter.now(), this.#page.strings);
  }

  #use(key: DeskKey): void {
    if (this.#press.busy === key.name) return;
    const { view } = this.#counter;
    this.panel = null;
    if (key.why !== null) this.#press.tell('refused', key.why);
    else if (key.name === 'finish') this.#finish('done');
    else if (key.name === 'pause') this.#open('pause');
    else if (view !== null) void this.#commands.key(key.name, view);
  }

  #open(panel: Panel): void {
    const why = this.#whyNot(panel);
    if (why === null) {
      this.#press.hush();
      this.panel = panel;
    } else {
      this.#press.tell('refused', why);
    }
  }

  #whyNot(panel: Panel): string | null {
    const { view, contact } = this.#counter;
    const { why } = this.#page.strings.counter;
    const key = (name: KeyName): string | null =>
      this.#keys()
        .flat()
        .find((each) => each?.name === name)?.why ?? null;
    switch (panel) {
      case 'outcome':
        return key('finish');
      case 'pause':
        return key('pause');
      case 'walk-in':
        if (contact.state !== 'live' || view === null) return why.lost;
        if (view.status === 'paused') return why.paused;
        return view.current === null ? null : why.occupied;
      case 'repair':
        return contact.state === 'live' ? null : why.lost;
      default:
        return unreachable(panel);
    }
  }

  #finish(outcome: Outcome): void {
    const { view } = this.#counter;
    this.panel = null;
    if (view !== null) void this.#commands.finish(view, outcome, this.#note.unsaved);
  }

  #pause(reason: string): void {
    const { view } = this.#counter;
    this.panel = null;
    if (view !== null) void this.#commands.pause(view, reason);
  }

  #saveNote(): void {
    const unsaved = this.#note.unsaved;
    const { view } = this.#counter;
    if (view !== null && unsaved !== null) void this.#commands.note(view, unsaved);
  }

  #walkIn(service: string): void {
    const { view } = this.#counter;
    this.panel = null;
    if (view !== null) void this.#commands.walkIn(view, service);
  }

  async #close(then: () => void): Promise<void> {
    const { view, contact } = this.#counter;
    if (view === null) return;
    const why = contact.state === 'live' ? whyServing(view, this.#page.strings) : this.#page.strings.counter.why.lost;
    if (why !== null) this.#press.tell('refused', why);
    else if (await this.#commands.close(view)) then();
  }

  protected override render(): unknown {
    const { strings, session, language } = this.#page;
    const { view, contact } = this.#counter;
    if (view === null) return html`<main class="door"><p role="status">${strings.common.loading}…</p></main>`;
    const lost = contact.state === 'lost';
    const at = contact.state === 'lost' ? contact.since : (this.#counter.now() ?? 0);
    const moment: Moment = { strings, language, at, lost };
    const whyNotClose = contact.state === 'live' ? whyServing(view, strings) : strings.counter.why.lost;
    const head = deskHeader(view, session, contact, this.#counter.now(), strings, {
      walkIn: { press: () => this.#open('walk-in'), why: this.#whyNot('walk-in') },
      repair: { press: () => this.#open('repair'), why: this.#whyNot('repair') },
      close: { press: () => void this.#close(() => this.#left(null)), why: whyNotClose },
      signOut: { press: () => void this.#close(() => void this.#page.signOut()), why: whyNotClose },
    });
    const keys = keyRow({
      keys: this.#keys(),
      busy: this.#press.busy,
      press: (key) => this.#use(key),
      otherOutcome: () => this.#open('outcome'),
      strings,
    });
    return html`<div class="stage counter ${lost ? 'off' : ''} ${this.panel === null ? '' : 'choosing'}">
      ${head}
      <contact-bar .contact=${contact} .strings=${strings} .zone=${view.hall.zone}></contact-bar>
      <main class="desk">${this.panel === null ? this.#desk(view, moment) : this.#choice(this.panel, view)}</main>
      <div class="foot">${toldLine(this.#press.told, strings)} ${keys}</div>
      ${ownQueue(view, this.#arrivals, moment)}
      <p class="heard" role="status">${this.heard}</p>
    </div>`;
  }

  #desk(view: CounterView, moment: Moment): unknown {
    const { counter } = moment.strings;
    if (view.current !== null) return currentTicket(view, view.current, moment, this.#note);
    const paused = view.status === 'paused';
    return html`<div class="idle" data-testid="idle">
      <h2>${paused ? counter.paused(view.pauseReason ?? '') : counter.desk.idle}</h2>
      <p>${paused ? counter.desk.pausedHint : counter.desk.idleHint(view.waiting)}</p>
    </div>`;
  }

  #choice(panel: Panel, view: CounterView): unknown {
    return deskChoice(panel, view, this.#page, this.#repair, {
      finish: (outcome) => this.#finish(outcome),
      pause: (reason) => this.#pause(reason),
      walkIn: (service) => this.#walkIn(service),
      back: () => (this.panel = null),
    });
  }
}

/** A window is not closed over somebody being served; the hub refuses it too. */
function whyServing(view: CounterView, { counter }: Strings): string | null {
  return view.current?.stage === 'serving' ? counter.why.occupied : null;
}

customElements.define('window-desk', WindowDesk);

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Connection } from '../ui/connection.ts';
import { type Language, languages } from '../ui/strings/strings.ts';
import { ViewController } from '../ui/view-controller.ts';
import { chooseStep } from './choose-step.ts';
import { guideStep } from './guide-step.ts';
import { header } from './header.ts';
import { priorityStep } from './priority-step.ts';
import { Prompter } from './prompter.ts';
import type { Scene } from './scene.ts';
import { stillThere } from './still-there.ts';
import { takenStep } from './taken-step.ts';
import { isWarning } from './time-left.ts';
import { troubleStep } from './trouble-step.ts';
import { SLOW_ANSWER_MS } from './visit.ts';
import { VisitKeeper } from './visit-keeper.ts';

/** The machine that gives numbers: draws the visit and the hub's view, decides nothing. */
export class DispenserPage extends LitElement {
  static override properties = { connection: { attribute: false }, language: { attribute: false } };
  declare connection: Connection;
  /** The language the start page has. */
  declare language: Language;
  readonly #prompter = new Prompter();
  #parts: { readonly live: ViewController<'dispenser'>; readonly keeper: VisitKeeper } | null = null;

  constructor() {
    super();
    this.language = 'zh-CN';
    this.addEventListener('pointerdown', () => this.#parts?.keeper.touch());
    this.addEventListener('keydown', () => this.#parts?.keeper.touch());
  }

  override connectedCallback(): void {
    this.#parts ??= this.#begin();
    super.connectedCallback();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(): void {
    this.#parts?.keeper.tick();
    document.documentElement.lang = this.#spoken();
  }

  protected override render(): unknown {
    const words = languages[this.#spoken()].dispenser;
    const view = this.#parts?.live.view ?? null;
    if (this.#parts === null || view === null) {
      const refused = this.connection.contact.state === 'refused';
      return html`<p class="stage opening" role="status">${refused ? words.refused : words.loading}</p>`;
    }
    const { live, keeper } = this.#parts;
    const scene: Scene = {
      strings: languages[keeper.language],
      language: keeper.language,
      view,
      elder: keeper.elder,
      category: keeper.category,
      page: keeper.page,
      live: live.contact.state === 'live',
      canSpeak: this.#prompter.canSpeak(keeper.language),
      press: (press) => keeper.press(press),
    };
    const left = keeper.left();
    const warning = isWarning(keeper.visit, left) ? left : null;
    const taking = keeper.visit.at === 'taking' ? keeper.visit : null;
    const slow = taking !== null && performance.now() - taking.since >= SLOW_ANSWER_MS;
    return html`<main class="stage ${scene.elder ? 'elder' : ''}" aria-busy=${taking !== null}>
      ${header(scene, live.contact, live.now())}
      <div class="step" ?inert=${taking !== null || warning !== null}>${this.#step(scene, keeper)}</div>
      ${
        taking === null
          ? nothing
          : html`<div class="veil busy" role="status" data-testid="busy">
              <p>${slow ? words.askingAgain : words.taking}</p>
            </div>`
      }
      ${warning === null ? nothing : stillThere(scene, warning)}
    </main>`;
  }

  #step(scene: Scene, keeper: VisitKeeper): TemplateResult {
    const { visit } = keeper;
    const serviceOf = (id: string): Scene['view']['services'][number] | undefined =>
      scene.view.services.find((service) => service.id === id);
    switch (visit.at) {
      case 'choose':
        return chooseStep(scene);
      case 'priority':
        return priorityStep(scene);
      case 'guide':
      case 'taking': {
        const service = serviceOf(visit.at === 'guide' ? visit.service : visit.order.service);
        return service === undefined || scene.elder ? chooseStep(scene) : guideStep(scene, service);
      }
      case 'troubled':
        return troubleStep(scene, visit.problem);
      case 'taken': {
        const left = keeper.left();
        return takenStep({
          ...scene,
          ticket: visit.ticket,
          category: visit.order.category,
          service: serviceOf(visit.order.service),
          paper: keeper.paper ?? { is: 'coming' },
          secondsLeft: left === null ? null : Math.max(1, Math.ceil(left / 1_000)),
          canReprint: scene.live && keeper.canReprint(),
        });
      }
    }
  }

  #begin(): { live: ViewController<'dispenser'>; keeper: VisitKeeper } {
    const live = new ViewController(this, this.connection, 'dispenser');
    const keeper = new VisitKeeper({
      connection: this.connection,
      home: this.language,
      view: () => live.view,
      changed: () => this.requestUpdate(),
      say: (what) => this.#say(what),
    });
    return { live, keeper };
  }

  #spoken(): Language {
    return this.#parts?.keeper.language ?? this.language;
  }

  #say(what: 'hear' | 'still-there' | 'ticket'): void {
    const language = this.#spoken();
    const words = languages[language].dispenser;
    const keeper = this.#parts?.keeper;
    if (what === 'still-there') this.#prompter.warn(words.stillThere, language);
    else if (what === 'hear') this.#prompter.say(words.elderSpoken, language);
    else if (keeper?.visit.at === 'taken') {
      const paper = keeper.paper?.is === 'missing' ? words.keepNumber : words.paperOut;
      this.#prompter.say(words.ticketSpoken(keeper.visit.ticket.number, paper), language);
    }
  }
}

customElements.define('dispenser-page', DispenserPage);

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { unreachable } from '../domain/values.ts';
import type { Prompt } from '../protocol/voice.ts';
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
import { type Telling, VisitKeeper } from './visit-keeper.ts';

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
    this.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('button') === null) this.#parts?.keeper.greet();
    });
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
    const hall = this.#prompting();
    if (hall !== null) void this.#prompter.keepReady(hall, this.language);
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
      canSpeak: this.#prompter.canSpeak(keeper.language, this.#prompting()),
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

  /** The hall whose prompts are spoken here, or null. */
  #prompting(): string | null {
    const view = this.#parts?.live.view ?? null;
    return view?.prompts === true ? view.hall.id : null;
  }

  /** Where the hall wants prompts. In large print the browser may say them in words of its own. */
  #say(what: Telling): void {
    const language = this.#spoken();
    const words = languages[language].dispenser;
    const elder = this.#parts?.keeper.elder === true;
    const say = (prompt: Prompt, own: string | null): void =>
      this.#prompter.say({ prompt, words: own, language, hall: this.#prompting() });
    switch (what) {
      case 'greeting':
        return say('choose', null);
      case 'hear':
        return say('choose', words.elderSpoken);
      case 'printing':
        return say('printing', null);
      case 'trouble':
        return say('ask-staff', null);
      case 'paper':
        return say(...this.#ofPaper(elder));
      case 'still-there':
        return this.#prompter.warn(words.stillThere, language, this.#prompting());
      default:
        return unreachable(what);
    }
  }

  #ofPaper(elder: boolean): [Prompt, string | null] {
    const words = languages[this.#spoken()].dispenser;
    const { visit, paper } = this.#parts?.keeper ?? {};
    const missing = paper?.is === 'missing';
    const number = visit?.at === 'taken' && elder ? visit.ticket.number : null;
    const own = number === null ? null : words.ticketSpoken(number, missing ? words.keepNumber : words.paperOut);
    return [missing ? 'no-paper' : 'take-ticket', own];
  }
}

customElements.define('dispenser-page', DispenserPage);

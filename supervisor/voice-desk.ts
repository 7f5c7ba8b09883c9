import { html, LitElement, nothing } from 'lit';
import { isPackName } from '../domain/settings/pack-name.ts';
import type { ClipState, PackState, VoiceState } from '../protocol/voice.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { clearForm, formFields } from './form-fields.ts';
import { formProblem } from './form-problem.ts';
import type { HallLine } from './hall-line.ts';
import './voice-clips.ts';
import { clipRefusal, wordAfter, wordsLeft } from './voice-pack.ts';
import { VoicePlayer } from './voice-player.ts';
import './voice-recorder.ts';
import type { VoiceRecorder } from './voice-recorder.ts';
import './voice-try.ts';
import './voice-upload.ts';

/** 语音: how the hall speaks, and the recordings it speaks with. */
export class VoiceDesk extends LitElement {
  static override properties = {
    line: { attribute: false },
    strings: { attribute: false },
    number: {},
    window: { type: Number },
    state: { state: true },
    name: { state: true },
    word: { state: true },
    held: { state: true },
    problem: { state: true },
  };
  declare line: HallLine | null;
  declare strings: Strings | null;
  /** A number and a window the hall has, to try the voice with. */
  declare number: string;
  declare window: number;
  declare private state: VoiceState | null;
  /** Of the pack at hand. */
  declare private name: string | null;
  declare private word: string | null;
  declare private held: boolean;
  declare private problem: string | null;
  readonly #player = new VoicePlayer();

  constructor() {
    super();
    this.line = null;
    this.strings = null;
    this.number = 'A012';
    this.window = 1;
    this.state = null;
    this.name = null;
    this.word = null;
    this.held = false;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#player.stop();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  get #pack(): PackState | null {
    const packs = this.state?.packs ?? [];
    return packs.find(({ name }) => name === this.name) ?? packs[0] ?? null;
  }

  async load(): Promise<void> {
    const { line, strings } = this;
    if (line === null || strings === null) return;
    const answer = await line.get<VoiceState>('/voice');
    if (answer.ok) {
      this.state = answer.body;
      if (this.word === null) this.#show(this.#pack);
    }
    this.problem = answer.ok ? null : problemText(strings, answer.problem);
  }

  #show(pack: PackState | null): void {
    this.name = pack?.name ?? null;
    this.word = pack === null ? null : (wordsLeft(pack)[0] ?? null);
  }

  async #make(event: SubmitEvent): Promise<void> {
    const { line, strings } = this;
    const name = formFields(event)('pack').trim();
    const clear = clearForm(event);
    if (line === null || strings === null) return;
    if (!isPackName(name)) {
      this.problem = strings.supervisor.voice.packWrong;
      return;
    }
    const answer = await line.post('/voice/packs', { name });
    if (!answer.ok) {
      this.problem = formProblem(strings, answer.problem);
      return;
    }
    clear();
    await this.load();
    this.#show(this.state?.packs.find((one) => one.name === name) ?? this.#pack);
  }

  /** Null: kept and fit to be joined, else why not, in words. */
  async #keep(word: string, sound: Blob): Promise<string | null> {
    const { line, strings } = this;
    if (line === null || strings === null) return '';
    const answer = await line.post<ClipState>(this.#clipPath(word), sound);
    if (!answer.ok) return clipRefusal(strings, answer.problem);
    const { fault } = answer.body;
    return fault === null ? null : strings.supervisor.voice.clipFault[fault];
  }

  async #keepTake(sound: Blob): Promise<string | null> {
    const { word } = this;
    const pack = this.#pack;
    if (word === null || pack === null) return '';
    const before = wordsLeft(pack);
    const refused = await this.#keep(word, sound);
    await this.load();
    const now = this.#pack;
    if (refused === null && now !== null) this.word = wordAfter(word, before, wordsLeft(now));
    return refused;
  }

  #clipPath(word: string): string {
    return `/voice/packs/${encodeURIComponent(this.#pack?.name ?? '')}/clips/${encodeURIComponent(word)}`;
  }

  #choose(word: string): void {
    this.word = word;
    this.querySelector<VoiceRecorder>('voice-recorder')?.focusHere();
  }

  #skip(): void {
    const pack = this.#pack;
    if (pack === null) return;
    const left = wordsLeft(pack);
    this.word = wordAfter(this.word, left, left) ?? this.word;
  }

  async #hear(word: string): Promise<void> {
    const { line, strings } = this;
    if (line === null || strings === null) return;
    const answer = await line.sound(this.#clipPath(word));
    if (!answer.ok) this.problem = problemText(strings, answer.problem);
    else this.problem = (await this.#player.play(answer.body.blob)) ? null : strings.supervisor.voice.cannotPlay;
  }

  async #remove(word: string): Promise<void> {
    const { line, strings } = this;
    if (line === null || strings === null) return;
    const answer = await line.post(`${this.#clipPath(word)}/remove`, {});
    await this.load();
    if (!answer.ok) this.problem = problemText(strings, answer.problem);
  }

  protected override render(): unknown {
    const { state, strings } = this;
    if (strings === null) return nothing;
    if (state === null) {
      return html`<p class="wait" role="status">${this.problem ?? strings.supervisor.admin.loading}</p>`;
    }
    const pack = this.#pack;
    return html`<div class="voice" data-testid="voice">
      <div class="voice-main">
        ${this.#condition(state, strings)}
        ${this.problem === null ? nothing : html`<p class="told" role="alert" data-testid="problem">${this.problem}</p>`}
        <section>
          <h2>${strings.supervisor.voice.packs}</h2>
          ${this.#packs(state.packs, pack, strings)}
          <voice-clips
            .strings=${strings}
            .pack=${pack}
            .word=${this.word}
            ?held=${this.held}
            @choose=${(event: CustomEvent<string>) => this.#choose(event.detail)}
            @hear=${(event: CustomEvent<string>) => this.#hear(event.detail)}
            @remove=${(event: CustomEvent<string>) => this.#remove(event.detail)}
          ></voice-clips>
        </section>
      </div>
      <div class="voice-side">${pack === null ? nothing : this.#tools(pack, strings)}</div>
    </div>`;
  }

  #engine({ condition, engine, speaking }: VoiceState, strings: Strings): string {
    const { settings, voice } = strings.supervisor;
    if (engine === 'off') return voice.off;
    const alone = speaking === null || speaking === engine;
    if (alone || condition === 'ready' || condition === 'off')
      return voice.engine(settings.engines[engine], voice.condition[condition]);
    return voice.insteadOf[condition](voice.engineNames[engine], voice.engineNames[speaking]);
  }

  #condition(state: VoiceState, strings: Strings): unknown {
    const { voice } = strings.supervisor;
    const words = this.#engine(state, strings);
    const fine = state.condition === 'ready' || state.condition === 'off';
    return html`<section>
      <h2>${voice.heading}</h2>
      <p class=${fine ? 'engine' : 'told'} data-testid="engine">${words}</p>
      <voice-try
        .line=${this.line}
        .strings=${strings}
        .player=${this.#player}
        number=${this.number}
        window=${this.window}
      ></voice-try>
    </section>`;
  }

  #packs(packs: readonly PackState[], at: PackState | null, { supervisor: { voice } }: Strings): unknown {
    return html`<div class="packs">
        ${packs.map((pack) => {
          const { name } = pack;
          const left = wordsLeft(pack).length;
          return html`<button
            type="button"
            class="key ${pack === at ? 'on' : ''}"
            aria-pressed=${pack === at ? 'true' : 'false'}
            ?disabled=${this.held && pack !== at}
            data-testid="pack-${name}"
            @click=${() => this.#show(pack)}
          >
            <span lang="zh-CN">${name}</span> ${left === 0 ? voice.complete : voice.left(left)}
          </button>`;
        })}
      </div>
      ${packs.length === 0 ? html`<p class="calm">${voice.noPack}</p>` : nothing}
      <form class="make" novalidate @submit=${(event: SubmitEvent) => this.#make(event)} data-testid="make-pack">
        <label>${voice.packName}<input name="pack" autocomplete="off" maxlength="32" spellcheck="false" /></label>
        <button class="key" ?disabled=${this.held} data-testid="make-pack-go">${voice.makePack}</button>
        <p class="note">${voice.packNote}</p>
      </form>`;
  }

  #tools(pack: PackState, strings: Strings): unknown {
    return html`<voice-recorder
        .strings=${strings}
        .word=${this.word}
        left=${wordsLeft(pack).length}
        .player=${this.#player}
        .keep=${(sound: Blob) => this.#keepTake(sound)}
        .skip=${() => this.#skip()}
        @held=${(event: CustomEvent<boolean>) => (this.held = event.detail)}
      ></voice-recorder>
      <voice-upload
        .strings=${strings}
        .keep=${(word: string, sound: Blob) => this.#keep(word, sound)}
        @uploaded=${() => this.load()}
      ></voice-upload>`;
  }
}

customElements.define('voice-desk', VoiceDesk);

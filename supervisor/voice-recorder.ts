import { html, LitElement, nothing } from 'lit';
import { unreachable } from '../domain/values.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import {
  type Microphone,
  type MicrophoneFault,
  mayRecord,
  microphoneFaultText,
  openMicrophone,
} from './voice-microphone.ts';
import type { VoicePlayer } from './voice-player.ts';
import { recorderKey, type RecorderKey } from './voice-recorder-keys.ts';
import { levelOf, meterShare, Take, TAKE_AT_MOST_MS, type TakeFault, takeFault } from './voice-take.ts';
import { wavFile } from './voice-wav.ts';

type Stage =
  | { readonly at: 'idle' | 'opening' }
  | { readonly at: 'count'; readonly left: number }
  | { readonly at: 'recording' }
  | { readonly at: 'taken' | 'keeping'; readonly sound: Blob; readonly fault: TakeFault | null };

const IDLE: Stage = { at: 'idle' };
const BEATS = 2;
const BEAT_MS = 500;
/** A microphone that gives no more sound does not hold the page. */
const PATIENCE_MS = 1_000;

/** One word after another: a big prompt, a count-in, the recording, heard back before it is kept. */
export class VoiceRecorder extends LitElement {
  static override properties = {
    strings: { attribute: false },
    word: { attribute: false },
    left: { type: Number },
    player: { attribute: false },
    keep: { attribute: false },
    skip: { attribute: false },
    stage: { state: true },
    told: { state: true },
  };
  declare strings: Strings | null;
  /** What is to be said; null: nothing is left to record. */
  declare word: string | null;
  /** Words still to be recorded. */
  declare left: number;
  declare player: VoicePlayer | null;
  /** Sends a recording of the word; null: it is kept, else why not, in words. */
  declare keep: ((sound: Blob) => Promise<string | null>) | null;
  declare skip: (() => void) | null;
  declare private stage: Stage;
  declare private told: string | null;
  #microphone: Microphone | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unhear: (() => void) | null = null;
  #take: Take | null = null;
  readonly #onKey = (event: KeyboardEvent): void => this.#key(event);

  constructor() {
    super();
    this.strings = null;
    this.word = null;
    this.left = 0;
    this.player = null;
    this.keep = null;
    this.skip = null;
    this.stage = IDLE;
    this.told = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
    this.#endTake();
    this.#letGo();
    this.player?.stop();
    this.stage = IDLE;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  #turn(stage: Stage): void {
    const held = stage.at !== 'idle';
    if (held !== (this.stage.at !== 'idle')) {
      this.dispatchEvent(new CustomEvent('held', { detail: held, bubbles: true }));
    }
    this.stage = stage;
    // a key that changes its meaning under the finger must not be pressed again by the keyboard
    if (document.activeElement?.closest('voice-recorder') === this) this.focusHere();
  }

  /** So that keys of the keyboard mean the recorder, which is then seen as well. */
  focusHere(): void {
    const section = this.querySelector<HTMLElement>('section');
    section?.focus({ preventScroll: true });
    section?.scrollIntoView({ block: 'nearest' });
  }

  async #start(): Promise<void> {
    const { strings } = this;
    if (strings === null || this.word === null) return;
    this.player?.stop();
    this.told = null;
    if (this.#microphone?.isLost() === true) this.#letGo();
    if (this.#microphone === null) {
      this.#turn({ at: 'opening' });
      const opened = await openMicrophone();
      if (typeof opened === 'string') return this.#refuse(opened);
      this.#microphone = opened;
      if (!this.isConnected) return this.#letGo();
    }
    this.#count(BEATS);
  }

  #refuse(fault: MicrophoneFault): void {
    this.told = this.strings === null ? null : microphoneFaultText(fault, this.strings);
    this.#turn(IDLE);
  }

  #count(left: number): void {
    if (left === 0) return this.#record();
    this.#turn({ at: 'count', left });
    this.#timer = setTimeout(() => this.#count(left - 1), BEAT_MS);
  }

  #record(): void {
    const microphone = this.#microphone;
    if (microphone === null) return;
    const take = new Take(microphone.rate);
    this.#take = take;
    this.#turn({ at: 'recording' });
    this.#unhear = microphone.hear((block) => {
      take.add(block);
      this.#showLevel(levelOf(block));
      if (take.isFull) this.#stop();
    });
    this.#timer = setTimeout(() => this.#stop(), TAKE_AT_MOST_MS + PATIENCE_MS);
  }

  #stop(): void {
    const take = this.#endTake();
    if (take === null) return;
    const samples = take.samples();
    const fault = takeFault(samples, take.rate);
    const words = this.strings?.supervisor.voice;
    if (this.#microphone?.isLost() === true) this.told = words?.microphone.lost ?? null;
    else this.told = fault === null ? null : (words?.takeFault[fault] ?? null);
    if (fault === 'silent' || fault === 'too-short') return this.#turn(IDLE);
    const sound = wavFile(samples, take.rate);
    this.#turn({ at: 'taken', sound, fault });
    void this.player?.play(sound);
  }

  #cancel(): void {
    this.#endTake();
    this.player?.stop();
    this.told = null;
    this.#turn(IDLE);
  }

  #endTake(): Take | null {
    clearTimeout(this.#timer);
    this.#unhear?.();
    this.#unhear = null;
    this.#showLevel(0);
    const take = this.#take;
    this.#take = null;
    return take;
  }

  async #keep(): Promise<void> {
    if (this.stage.at !== 'taken' || this.keep === null) return;
    const { fault, sound } = this.stage;
    this.player?.stop();
    this.told = null;
    this.#turn({ at: 'keeping', sound, fault });
    const refused = await this.keep(sound);
    this.told = refused;
    this.#turn(refused === null ? IDLE : { at: 'taken', sound, fault });
  }

  #letGo(): void {
    this.#microphone?.close();
    this.#microphone = null;
  }

  #key(event: KeyboardEvent): void {
    const key = recorderKey(event);
    if (key === undefined || this.word === null || !mayRecord()) return;
    event.preventDefault();
    if (!event.repeat) this.#do(key);
  }

  #do(key: RecorderKey): void {
    const { stage } = this;
    switch (stage.at) {
      case 'idle':
        if (key === 'space') void this.#start();
        else if (key === 'next') this.skip?.();
        return;
      case 'count':
        return key === 'next' || key === 'enter' ? undefined : this.#cancel();
      case 'recording':
        if (key === 'escape') this.#cancel();
        else if (key === 'space' || key === 'enter') this.#stop();
        return;
      case 'taken':
        if (key === 'enter') void this.#keep();
        else if (key === 'space') void this.player?.play(stage.sound);
        else if (key === 'again') void this.#start();
        else if (key === 'escape') this.#cancel();
        return;
      case 'opening':
      case 'keeping':
        return;
      default:
        return unreachable(stage);
    }
  }

  #showLevel(level: number): void {
    this.querySelector<HTMLElement>('.level')?.style.setProperty('--level', String(meterShare(level)));
  }

  protected override render(): unknown {
    if (this.strings === null) return nothing;
    const { voice } = this.strings.supervisor;
    return html`<section class="recorder" tabindex="-1" aria-label=${voice.record} data-testid="recorder">
      <h2>${voice.record}<small>${this.left === 0 ? voice.complete : voice.left(this.left)}</small></h2>
      ${this.word === null ? html`<p class="calm">${voice.nothingLeft}</p>` : this.#desk(this.word, this.strings)}
    </section>`;
  }

  #desk(word: string, strings: Strings): unknown {
    const { voice } = strings.supervisor;
    if (!mayRecord())
      return html`<p class="told" data-testid="insecure">${microphoneFaultText('insecure', strings)}</p>`;
    const size = word.length > 5 ? 'longest' : word.length > 2 ? 'long' : '';
    return html`<p class="say ${size} ${this.stage.at}" data-testid="say"><b lang="zh-CN">${word}</b></p>
      <div class="level" aria-hidden="true"><i></i></div>
      <p class="stage" role="status" data-testid="stage">${this.#stageWords(strings)}</p>
      ${this.told === null ? nothing : html`<p class="told" role="alert" data-testid="told">${this.told}</p>`}
      ${this.#keys(strings)}
      <p class="note">${voice.keysNote}</p>`;
  }

  #stageWords({ supervisor: { voice } }: Strings): string {
    const { stage } = this;
    switch (stage.at) {
      case 'count':
        return voice.count(stage.left);
      case 'idle':
      case 'opening':
      case 'recording':
      case 'taken':
      case 'keeping':
        return voice.stage[stage.at];
      default:
        return unreachable(stage);
    }
  }

  #keys({ supervisor: { voice } }: Strings): unknown {
    const { at } = this.stage;
    const taken = at === 'taken';
    const running = at === 'count' || at === 'recording';
    const key = (id: RecorderKey, words: string, sign: string, on: boolean, go = false): unknown =>
      html`<button
        type="button"
        class="key ${go && on ? 'go' : ''}"
        ?disabled=${!on}
        data-testid="key-${id}"
        @click=${() => this.#do(id)}
      >
        ${words} <kbd>${sign}</kbd>
      </button>`;
    return html`<div class="recorder-keys">
      ${
        running
          ? key('space', at === 'count' ? voice.keys.cancel : voice.keys.stop, voice.space, true, true)
          : taken
            ? key('space', voice.keys.hear, voice.space, true)
            : key('space', voice.keys.start, voice.space, at === 'idle', true)
      }
      ${key('enter', voice.keys.keep, 'Enter', taken, true)} ${key('again', voice.keys.again, 'R', taken)}
      ${
        taken
          ? key('escape', voice.keys.drop, 'Esc', true)
          : key('next', voice.keys.skip, 'N', at === 'idle' && this.left > 1)
      }
    </div>`;
  }
}

customElements.define('voice-recorder', VoiceRecorder);

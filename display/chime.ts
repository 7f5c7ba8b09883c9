/** `locked`: the browser waits for somebody to touch the page. `none`: it cannot sound at all. */
export type SoundState = 'on' | 'locked' | 'none';

/** Two falling bell tones, 叮咚: E5 then C5, each with its octave; times in seconds. */
const TONES = [
  { at: 0, hertz: 659.25 },
  { at: 0.45, hertz: 523.25 },
] as const;
const FADES_IN_S = 1.1;
const LOUDNESS = 0.4;
/** With a breath after it, before the voice. */
export const CHIME_MS = 1_700;

/** The chime before a call, made by the browser itself. Fires `state` when it may sound or no longer may. */
export class Chime extends EventTarget {
  readonly #context: AudioContext | null;

  constructor() {
    super();
    this.#context = openContext();
    this.#context?.addEventListener('statechange', () => this.dispatchEvent(new Event('state')));
  }

  get state(): SoundState {
    if (this.#context === null) return 'none';
    return this.#context.state === 'running' ? 'on' : 'locked';
  }

  /** Called from a touch or a key: only then may a locked browser begin to sound. */
  async unlock(): Promise<void> {
    try {
      await this.#context?.resume();
    } catch {
      // still locked; the key stays on the screen
    }
  }

  /** Rings once; a locked browser stays silent, as long. */
  ring(): void {
    const context = this.#context;
    if (context === null || context.state !== 'running') return;
    for (const { at, hertz } of TONES) {
      strike(context, hertz, LOUDNESS, context.currentTime + at);
      strike(context, hertz * 2, LOUDNESS / 5, context.currentTime + at);
    }
  }
}

function openContext(): AudioContext | null {
  try {
    return typeof AudioContext === 'undefined' ? null : new AudioContext();
  } catch {
    return null;
  }
}

function strike(context: AudioContext, hertz: number, loudness: number, at: number): void {
  const tone = new OscillatorNode(context, { type: 'sine', frequency: hertz });
  const level = new GainNode(context, { gain: 0 });
  level.gain.setValueAtTime(0, at);
  level.gain.linearRampToValueAtTime(loudness, at + 0.01);
  level.gain.exponentialRampToValueAtTime(0.0001, at + FADES_IN_S);
  tone.connect(level).connect(context.destination);
  tone.onended = () => level.disconnect();
  tone.start(at);
  tone.stop(at + FADES_IN_S);
}

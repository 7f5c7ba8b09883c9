/** `locked`: the browser waits for somebody to touch the page. `none`: it cannot sound at all. */
export type SoundState = 'on' | 'locked' | 'none';

/** Begins a sound into `out`, and names the source that ends last. */
export type Begin = (context: AudioContext, out: AudioNode) => AudioScheduledSourceNode;

/** A sound that is so much later than its end was swallowed by the browser; in ms. */
const SWALLOWED_AFTER_MS = 1_500;

/** The page's one way to sound, one sound at a time. Fires `state` when it may sound or no longer may. */
export class Loudspeaker extends EventTarget {
  readonly #open: () => AudioContext | null;
  readonly #loudness: number;
  #context: AudioContext | null;
  #wasRunning = false;
  #hasRun = false;
  /** The browser says that it sounds, but its clock stands still. */
  #hung = false;
  #stop: () => void = () => undefined;

  /** `loudness` from 0 to 1. */
  constructor(open: () => AudioContext | null = openContext, loudness = 1) {
    super();
    this.#open = open;
    this.#loudness = loudness;
    this.#context = this.#opened();
  }

  get state(): SoundState {
    if (this.#context === null) return 'none';
    return this.running && !this.#hung ? 'on' : 'locked';
  }

  /** Whether it is worth trying: a browser that swallowed one sound may let the next one out. */
  get running(): boolean {
    return this.#context?.state === 'running';
  }

  /** Called from a touch or a key: only then may a locked browser begin to sound. */
  async unlock(): Promise<void> {
    if (this.state === 'on') return;
    if (this.#hung) this.#begin();
    await this.#resume();
  }

  /** A finger counts for the browser when it lifts, a mouse when it presses. */
  unlockOnTouch(page: EventTarget): void {
    for (const touch of ['pointerdown', 'pointerup', 'keydown']) {
      page.addEventListener(touch, () => void this.unlock());
    }
  }

  decode(bytes: ArrayBuffer): Promise<AudioBuffer> {
    return this.#context?.decodeAudioData(bytes) ?? Promise.reject(new Error('this browser has no sound'));
  }

  play(sound: AudioBuffer): Promise<boolean> {
    return this.sound(sound.duration * 1_000, (context, out) => {
      const source = context.createBufferSource();
      source.buffer = sound;
      source.connect(out);
      source.start();
      return source;
    });
  }

  /**
   * Ends with the sound by the audio clock: true when it was played whole. It is also over, and silent for good, when
   * the browser stops sounding, swallows it, or another one begins. `lengthMs` is its length. Never rejects.
   */
  sound(lengthMs: number, begin: Begin): Promise<boolean> {
    this.#stop();
    const context = this.#context;
    if (context?.state !== 'running') {
      if (this.#hasRun) void this.#resume(); // once may not have been enough to wake it
      return Promise.resolve(false);
    }
    return new Promise((over) => {
      const out = context.createGain();
      out.gain.value = this.#loudness;
      out.connect(context.destination);
      let source: AudioScheduledSourceNode | null = null;
      const end = (whole: boolean): void => {
        clearTimeout(timer);
        context.removeEventListener('statechange', fallen);
        this.#stop = () => undefined;
        out.disconnect(); // what a suspended context would go on with later must not be heard then
        if (source !== null) source.onended = null;
        if (!whole) silence(source);
        over(whole);
      };
      const fallen = (): void => {
        if (context.state !== 'running') end(false);
      };
      const timer = setTimeout(() => {
        end(false);
        this.#hang(true);
      }, lengthMs + SWALLOWED_AFTER_MS);
      context.addEventListener('statechange', fallen);
      this.#stop = () => end(false);
      try {
        source = begin(context, out);
        source.onended = () => {
          end(true);
          this.#hang(false);
        };
      } catch {
        end(false);
      }
    });
  }

  /** Ends what sounds. */
  stop(): void {
    this.#stop();
  }

  #begin(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = this.#opened();
    this.#hang(false);
  }

  #opened(): AudioContext | null {
    const context = this.#open();
    this.#wasRunning = context?.state === 'running';
    this.#hasRun ||= this.#wasRunning;
    context?.addEventListener('statechange', () => {
      if (context !== this.#context) return;
      this.dispatchEvent(new Event('state'));
      const fell = this.#wasRunning && !this.running;
      this.#wasRunning = this.running;
      this.#hasRun ||= this.running;
      if (fell) void this.#resume(); // a device that slept may go on by itself
    });
    return context;
  }

  async #resume(): Promise<void> {
    try {
      await this.#context?.resume();
    } catch {
      // still locked; whoever is told by `state` can touch the page
    }
  }

  #hang(hung: boolean): void {
    if (this.#hung === hung) return;
    this.#hung = hung;
    this.dispatchEvent(new Event('state'));
  }
}

function openContext(): AudioContext | null {
  try {
    return typeof AudioContext === 'undefined' ? null : new AudioContext();
  } catch {
    return null;
  }
}

function silence(source: AudioScheduledSourceNode | null): void {
  try {
    source?.stop();
  } catch {
    // it had not begun
  }
}

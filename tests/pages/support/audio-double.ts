/** What was let out of the loudspeaker, from when to when; `call`: which call's sound it was, null: the chime. */
export interface Heard {
  readonly call: string | null;
  readonly from: number;
  readonly to: number;
  /** Played to its end. */
  readonly whole: boolean;
  /** What the page was telling meanwhile. */
  readonly telling: string | null;
}

interface Out {
  readonly from: number;
  call: string | null;
  ended: boolean;
}

const RATE = 1_000;

/** A sound file as the hub sends it: so many ms, saying which call it is. */
export function wavOf(call: string, ms: number): ArrayBuffer {
  const words = new TextEncoder().encode(call.padEnd(32));
  const data = Math.round((ms / 1_000) * RATE) * 2;
  const bytes = new Uint8Array(44 + data);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF'));
  view.setUint32(40, data, true);
  bytes.set(words, 44);
  return bytes.buffer;
}

/** The browser's own sound under test: its clock moves, stands still or is suspended as the test says. */
export class AudioDouble extends EventTarget {
  state: AudioContextState = 'running';
  readonly destination = {};
  readonly heard: Heard[] = [];
  /** Tones that were begun, by pitch, each at its second of the audio clock. */
  readonly tones: { readonly hertz: number; readonly at: number }[] = [];
  /** Whether somebody has touched the page: else the browser lets nothing sound. */
  allowed = true;
  readonly #outs = new Map<object, Out>();
  readonly #sources = new Set<Source>();
  readonly #telling: () => string | null;
  #moves = true;
  #rested = 0;
  #restingFrom: number | null = null;

  constructor(telling: () => string | null) {
    super();
    this.#telling = telling;
  }

  /** As the code under test takes it. */
  get context(): AudioContext {
    return this as unknown as AudioContext;
  }

  get currentTime(): number {
    const rested = this.#rested + (this.#restingFrom === null ? 0 : performance.now() - this.#restingFrom);
    return (performance.now() - rested) / 1_000;
  }

  get sounding(): number {
    return this.#outs.size;
  }

  /** A browser that swallows: it says that it runs, and nothing moves. */
  set moves(moves: boolean) {
    this.#moves = moves;
    this.#turn();
  }

  suspend(): Promise<void> {
    return this.#become('suspended');
  }

  resume(): Promise<void> {
    return this.allowed ? this.#become('running') : new Promise(() => undefined);
  }

  close(): Promise<void> {
    return this.#become('closed');
  }

  decodeAudioData(bytes: ArrayBuffer): Promise<AudioBuffer> {
    const told = new TextDecoder().decode(new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength)));
    if (told !== 'RIFF') return Promise.reject(new DOMException('no sound', 'EncodingError'));
    const duration = new DataView(bytes).getUint32(40, true) / 2 / RATE;
    const call = new TextDecoder().decode(new Uint8Array(bytes, 44, 32)).trim();
    return Promise.resolve({ duration, call } as unknown as AudioBuffer);
  }

  createGain(): object {
    const still = (): void => undefined;
    const gain = {
      value: 1,
      setValueAtTime: still,
      linearRampToValueAtTime: still,
      exponentialRampToValueAtTime: still,
    };
    const node = {
      gain,
      to: null as object | null,
      connect: (to: object): object => {
        node.to = to;
        if (to === this.destination) this.#outs.set(node, { from: performance.now(), call: null, ended: false });
        return to;
      },
      disconnect: (): void => this.#close(node),
    };
    return node;
  }

  createOscillator(): object {
    return this.#source();
  }

  createBufferSource(): object {
    return this.#source();
  }

  #source(): Source {
    const note = (out: object, noted: Partial<Out>): void => {
      const open = this.#outs.get(out);
      if (open !== undefined) Object.assign(open, noted);
    };
    const source = new Source(() => this.currentTime, {
      began: (out) => note(out, { call: source.buffer?.call ?? null }),
      toned: (tone) => this.tones.push(tone),
      ended: (out) => {
        note(out, { ended: true });
        this.#sources.delete(source);
      },
    });
    this.#sources.add(source);
    source.turn(this.#running);
    return source;
  }

  get #running(): boolean {
    return this.state === 'running' && this.#moves;
  }

  #become(state: AudioContextState): Promise<void> {
    if (this.state === state) return Promise.resolve();
    this.state = state;
    this.#turn();
    this.dispatchEvent(new Event('statechange'));
    return Promise.resolve();
  }

  #turn(): void {
    if (this.#running && this.#restingFrom !== null) {
      this.#rested += performance.now() - this.#restingFrom;
      this.#restingFrom = null;
    } else if (!this.#running) this.#restingFrom ??= performance.now();
    for (const source of this.#sources) source.turn(this.#running);
  }

  #close(node: { readonly to: object | null }): void {
    const out = this.#outs.get(node);
    if (out === undefined) return;
    this.#outs.delete(node);
    const { from, call, ended: whole } = out;
    this.heard.push({ call, from, to: performance.now(), whole, telling: this.#telling() });
  }
}

interface SourceEvents {
  readonly began: (out: object) => void;
  readonly toned: (tone: { readonly hertz: number; readonly at: number }) => void;
  readonly ended: (out: object) => void;
}

/** A source ends by the audio clock. */
class Source {
  buffer: { readonly duration: number; readonly call: string } | null = null;
  onended: (() => void) | null = null;
  readonly frequency = { value: 0 };
  readonly #now: () => number;
  readonly #told: SourceEvents;
  #to: { readonly to?: object | null } = {};
  #endsAt: number | null = null;
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(now: () => number, told: SourceEvents) {
    this.#now = now;
    this.#told = told;
  }

  connect(to: object): object {
    this.#to = to;
    return to;
  }

  start(at = this.#now()): void {
    this.#told.began(this.#to);
    if (this.frequency.value > 0) this.#told.toned({ hertz: this.frequency.value, at });
    this.#endsAt = at + (this.buffer?.duration ?? Infinity);
    this.turn(this.#running);
  }

  stop(at = this.#now()): void {
    if (this.#endsAt === null) throw new DOMException('not begun', 'InvalidStateError');
    this.#endsAt = Math.min(this.#endsAt, at);
    this.turn(this.#running);
  }

  turn(running: boolean): void {
    this.#running = running;
    clearTimeout(this.#timer);
    if (!running || this.#endsAt === null || this.#endsAt === Infinity) return;
    this.#timer = setTimeout(
      () => {
        this.#told.ended(this.#to);
        this.onended?.();
      },
      (this.#endsAt - this.#now()) * 1_000,
    );
  }
}

import { vi } from 'vitest';
import { Announcer } from '../../../display/announcer.ts';
import { hallSound } from '../../../display/hall-sound.ts';
import type { AnnouncementView } from '../../../protocol/views.ts';
import { Loudspeaker } from '../../../ui/loudspeaker.ts';
import { AudioDouble, wavOf } from './audio-double.ts';

export const VOICE_MS = 4_500;

/** How the hub answers when a call's sound is asked for. */
export type Line = 'quick' | 'slow' | 'silent' | 'not-ready' | 'busy' | 'none' | 'noise' | 'dead';

const PATH = /^\/api\/v1\/halls\/qingxi\/announcements\/(\d+)\/audio$/;

/** A hall whose calls a screen tells by the code of the page, on a clock that moves only when told to. */
export class SoundingHall {
  readonly audio = new AudioDouble(() => {
    const { current } = this.announcer;
    return current === null ? null : `${this.epoch} ${String(current.no)}`;
  });
  readonly speaker: Loudspeaker;
  readonly called: AnnouncementView[] = [];
  /** What was told, in order. */
  readonly told: number[] = [];
  announcer: Announcer;
  epoch = 'e1';
  /** The life of the hub that answers, when it is another than the screen knows. */
  answering: string | null = null;
  line: Line = 'quick';
  asking = 0;
  mostAsking = 0;

  constructor(allowed = true) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => this.#answer(url, signal));
    this.audio.allowed = allowed;
    if (!allowed) this.audio.state = 'suspended';
    this.speaker = new Loudspeaker(() => this.audio.context);
    this.announcer = new Announcer(hallSound(this.speaker, () => 'qingxi'));
    this.announcer.addEventListener('turn', () => {
      if (this.announcer.current !== null) this.told.push(this.announcer.current.no);
    });
  }

  /** The hub's time in ms. */
  get now(): number {
    return Date.parse('2026-10-20T02:00:00.000Z') + performance.now();
  }

  call(kind: AnnouncementView['kind'] = 'call'): AnnouncementView {
    const no = (this.called.at(-1)?.no ?? 0) + 1;
    const number = `A${String(no).padStart(3, '0')}`;
    const text = `请${number}号到3号窗口办理业务`;
    const call = { no, kind, number, window: 3, text, reading: text, at: new Date(this.now).toISOString() };
    this.called.push(call);
    return call;
  }

  /** The hall view as a screen gets it: the last 20. */
  push(found = false): void {
    this.announcer.take(this.called.slice(-20), { epoch: this.epoch, now: this.now, found });
  }

  pass(ms: number): Promise<unknown> {
    return vi.advanceTimersByTimeAsync(ms);
  }

  leave(): void {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  }

  /** Sounds of calls, in order, as `epoch no`. */
  get voices(): readonly string[] {
    return this.audio.heard.flatMap(({ call, whole }) => (call !== null && whole ? [call] : []));
  }

  #answer(url: string, signal: AbortSignal): Promise<Response> {
    const [, no = ''] = PATH.exec(url) ?? [];
    const epoch = this.answering ?? this.epoch;
    const headers = { 'x-paihao-epoch': epoch };
    this.asking += 1;
    this.mostAsking = Math.max(this.mostAsking, this.asking);
    let unhear = (): void => undefined;
    const answered = new Promise<Response>((answer, fail) => {
      const give = (response: Response, after: number): void => void setTimeout(() => answer(response), after);
      const stop = (): void => fail(new DOMException('aborted', 'AbortError'));
      signal.addEventListener('abort', stop, { once: true });
      unhear = () => signal.removeEventListener('abort', stop);
      if (this.line === 'quick') give(new Response(wavOf(`${epoch} ${no}`, VOICE_MS), { headers }), 20);
      else if (this.line === 'slow') give(new Response(wavOf(`${epoch} ${no}`, VOICE_MS), { headers }), 5_000);
      else if (this.line === 'none') give(new Response(null, { status: 404 }), 20);
      else if (this.line === 'not-ready') give(new Response(null, { status: 503 }), 20);
      else if (this.line === 'busy') give(new Response(null, { status: 429 }), 20);
      else if (this.line === 'noise') give(new Response('<html>', { headers }), 20);
      else if (this.line === 'dead') setTimeout(() => fail(new TypeError('Failed to fetch')), 20);
    });
    const done = (): void => {
      unhear();
      this.asking -= 1;
    };
    void answered.then(done, done);
    return answered;
  }
}

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { VoiceRecorder } from '../../supervisor/voice-recorder.ts';
import { supervisorZhCN } from '../../ui/strings/supervisor-zh-CN.ts';
import { zhCN } from '../../ui/strings/zh-CN.ts';

/** What of the browser's microphone is open now. */
let open: { tracks: number; contexts: number };
let asked: number;
let everOpened: boolean;
/** Whether the person has allowed the microphone; else the browser still asks. */
let allow: () => void;
let allowed: Promise<void>;
let recorder: VoiceRecorder;

beforeEach(() => {
  open = { tracks: 0, contexts: 0 };
  asked = 0;
  everOpened = false;
  allowed = new Promise((resolve) => (allow = resolve));
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeTap);
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
  recorder = new VoiceRecorder();
  Object.assign(recorder, { strings: { ...zhCN, supervisor: supervisorZhCN }, word: '请', left: 3 });
  document.body.append(recorder);
});

afterEach(() => {
  document.body.replaceChildren();
  Reflect.deleteProperty(navigator, 'mediaDevices');
  vi.unstubAllGlobals();
});

async function getUserMedia(): Promise<object> {
  asked += 1;
  await allowed;
  open.tracks += 1;
  const track = { readyState: 'live', stop: () => (open.tracks -= 1) };
  return { getTracks: () => [track], getAudioTracks: () => [track] };
}

class FakeContext {
  readonly sampleRate = 48_000;
  readonly audioWorklet = { addModule: () => Promise.resolve() };

  constructor() {
    open.contexts += 1;
    everOpened = true;
  }

  resume(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    open.contexts -= 1;
    return Promise.resolve();
  }

  createMediaStreamSource(): object {
    return { connect: () => undefined };
  }
}

class FakeTap {
  readonly port = { onmessage: null };
}

/** What the key did on the page: what nobody took is the browser's own. */
function press(key: string, where: Element = document.body): 'taken' | 'left' {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  where.dispatchEvent(event);
  return event.defaultPrevented ? 'taken' : 'left';
}

const stage = (): string | null => recorder.querySelector('[data-testid="say"]')?.className.split(' ').at(-1) ?? null;
const KEYS = [' ', 'Enter', 'r', 'Escape', 'n'];

it.each(['input', 'select', 'textarea'])('no key is the recorder’s while somebody writes into <%s>', async (field) => {
  const written = document.body.appendChild(document.createElement(field));
  expect(KEYS.map((key) => press(key, written))).toEqual(KEYS.map(() => 'left'));
  await recorder.updateComplete;
  expect([stage(), asked]).toEqual(['idle', 0]);
});

it('a button, a link or a label is pressed by its own keys; the others are the recorder’s', () => {
  for (const name of ['button', 'a', 'label']) {
    const within = document.createElement('span');
    document.body.appendChild(document.createElement(name)).append(within);
    const own = KEYS.map((key) => press(key, within));
    expect(own, name).toEqual(['left', 'left', 'taken', 'taken', 'taken']);
  }
  expect(asked).toBe(0);
});

it('a key with another one held is the browser’s, and anywhere else a key is the recorder’s', () => {
  const held = new KeyboardEvent('keydown', { key: 'r', ctrlKey: true, bubbles: true, cancelable: true });
  document.body.dispatchEvent(held);
  expect(held.defaultPrevented).toBe(false);
  expect(press(' ')).toBe('taken');
  expect(asked).toBe(1);
});

it('the microphone is let go when the page is left, and no key opens it from there', async () => {
  press(' ');
  allow();
  await vi.waitFor(() => expect(stage()).toBe('count'));
  expect(open).toEqual({ tracks: 1, contexts: 1 });
  recorder.remove();
  expect(open).toEqual({ tracks: 0, contexts: 0 });
  expect(press(' ')).toBe('left');
  expect(asked).toBe(1);
});

it('the microphone is let go when the page is left while it records', async () => {
  press(' ');
  allow();
  await vi.waitFor(() => expect(stage()).toBe('recording'), { timeout: 5_000 });
  recorder.remove();
  expect(open).toEqual({ tracks: 0, contexts: 0 });
});

it('a microphone that is allowed only after the page was left is let go at once', async () => {
  press(' ');
  recorder.remove();
  allow();
  await vi.waitFor(() => expect(everOpened).toBe(true));
  await vi.waitFor(() => expect(open).toEqual({ tracks: 0, contexts: 0 }));
});

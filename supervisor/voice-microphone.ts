import type { Strings } from '../ui/strings/supervisor-strings.ts';

/**
 * Why there is nothing to record with. `insecure`: browsers give the microphone only to pages that come over HTTPS or
 * from the machine itself.
 */
export type MicrophoneFault = 'insecure' | 'none' | 'refused' | 'busy' | 'failed';

/** In the reader's words, with where this page gets a microphone. */
export function microphoneFaultText(
  fault: MicrophoneFault,
  { supervisor: { voice } }: Strings,
  page: Pick<Location, 'port' | 'protocol'> = location,
): string {
  if (fault !== 'insecure') return voice.microphone[fault];
  const port = page.port === '' ? '' : `:${page.port}`; // where the browser says none, the address needs none
  return voice.microphone.insecure(`${page.protocol}//127.0.0.1${port}/supervisor`);
}

export interface Microphone {
  /** Samples a second. */
  readonly rate: number;
  /** Gets what is heard, block by block, −1 to 1; returns the end of it. */
  readonly hear: (listener: (block: Float32Array) => void) => () => void;
  /** Whether it was pulled out or taken away. */
  readonly isLost: () => boolean;
  readonly close: () => void;
}

/** As the person speaks: no louder where it is quiet, no echo taken out of it. */
const PLAIN: MediaTrackConstraints = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

export function mayRecord(): boolean {
  return (navigator as Partial<Navigator>).mediaDevices !== undefined && typeof AudioWorkletNode === 'function';
}

/** Asks the browser, and so the person, for the microphone. Call it on a press, or the browser keeps the sound back. */
export async function openMicrophone(): Promise<Microphone | MicrophoneFault> {
  if (!mayRecord()) return 'insecure';
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: PLAIN });
  } catch (error) {
    return faultOf(error);
  }
  const context = new AudioContext();
  try {
    return await tapped(stream, context);
  } catch {
    letGo(stream, context);
    return 'failed';
  }
}

async function tapped(stream: MediaStream, context: AudioContext): Promise<Microphone> {
  await context.audioWorklet.addModule(new URL('./voice-tap.js', import.meta.url));
  await context.resume();
  const tap = new AudioWorkletNode(context, 'voice-tap', {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  context.createMediaStreamSource(stream).connect(tap);
  const listeners = new Set<(block: Float32Array) => void>();
  tap.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    for (const listener of listeners) listener(data);
  };
  return {
    rate: context.sampleRate,
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isLost: () => stream.getAudioTracks().every((track) => track.readyState === 'ended'),
    close: () => letGo(stream, context),
  };
}

function letGo(stream: MediaStream, context: AudioContext): void {
  for (const track of stream.getTracks()) track.stop();
  void context.close();
}

function faultOf(error: unknown): MicrophoneFault {
  const { name } = error as { readonly name?: unknown };
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotReadableError' ? 'busy' : 'failed';
}

import { wavFile } from './voice-wav.ts';

/** As much as the hub takes of one recording. */
export const FILE_AT_MOST = 2 * 1024 * 1024;
/** Decoded at this rate where the browser has to decode. */
const RATE = 44_100;

/** Why a file is not sent at all. */
export type FileFault = 'too-large' | 'unreadable';

/** WAV and MP3 go as they are; whatever else this browser can read goes as WAV. */
export async function soundOfFile(file: File): Promise<Blob | FileFault> {
  const type = /\.wav$/i.test(file.name) ? 'audio/wav' : /\.mp3$/i.test(file.name) ? 'audio/mpeg' : undefined;
  const sound = type === undefined ? await decoded(file) : new Blob([file], { type });
  if (sound === null) return 'unreadable';
  return sound.size > FILE_AT_MOST ? 'too-large' : sound;
}

async function decoded(file: File): Promise<Blob | null> {
  try {
    const audio = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await file.arrayBuffer());
    return wavFile(oneChannel(audio), audio.sampleRate);
  } catch {
    return null; // nothing this browser knows
  }
}

function oneChannel(audio: AudioBuffer): Float32Array {
  const mixed = new Float32Array(audio.length);
  for (let channel = 0; channel < audio.numberOfChannels; channel += 1) {
    for (const [at, sample] of audio.getChannelData(channel).entries()) {
      mixed[at] = (mixed[at] ?? 0) + sample / audio.numberOfChannels;
    }
  }
  return mixed;
}

import { peakOf, samplesIn } from './sound.ts';

/** One clip of a sentence. */
export interface Spoken {
  readonly word: string;
  readonly samples: Float32Array;
  /** Whether a short pause belongs before it. */
  readonly startsPhrase: boolean;
}

/** A sentence takes about so long a sign: 请A零零一号到三号窗口办理业务, 15 signs, 4.5 s. */
const SIGN_MS = 300;
/** Between words: a little overlap where clips are slow, a pause where they are quick; phrases stand apart. */
const WORD_GAP_MS = { least: -35, most: 150 } as const;
const PHRASE_GAP_MS = { least: 60, most: 200 } as const;

/** One sentence; its gaps are chosen between their bounds so that its pace is that of a clear announcement. */
export function joinClips(spoken: readonly Spoken[]): Float32Array {
  const gaps = gapsOf(spoken);
  const length = spoken.reduce((sum, { samples }, index) => sum + samples.length + (gaps[index] ?? 0), 0);
  const sentence = new Float32Array(Math.max(0, length));
  let at = 0;
  spoken.forEach(({ samples }, index) => {
    at += gaps[index] ?? 0;
    // added, not set: where two overlap, one fades out as the other begins
    for (const [step, sample] of samples.entries()) sentence[at + step] = (sentence[at + step] ?? 0) + sample;
    at += samples.length;
  });
  const peak = peakOf(sentence);
  return peak > 1 ? sentence.map((sample) => sample / peak) : sentence;
}

/** Samples before each clip. */
function gapsOf(spoken: readonly Spoken[]): readonly number[] {
  const bounds = spoken.map(({ startsPhrase }, index) => {
    if (index === 0) return { least: 0, most: 0 };
    return startsPhrase ? PHRASE_GAP_MS : WORD_GAP_MS;
  });
  const signs = spoken.reduce((sum, { word }) => sum + [...word].length, 0);
  const clips = spoken.reduce((sum, { samples }) => sum + samples.length, 0);
  const least = bounds.reduce((sum, bound) => sum + samplesIn(bound.least), 0);
  const most = bounds.reduce((sum, bound) => sum + samplesIn(bound.most), 0);
  const wanted = samplesIn(SIGN_MS) * signs - clips;
  const part = most === least ? 0 : Math.max(0, Math.min(1, (wanted - least) / (most - least)));
  return bounds.map((bound) => samplesIn(bound.least + part * (bound.most - bound.least)));
}

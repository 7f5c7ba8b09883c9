/** Two falling bell tones, 叮咚: E5 then C5, each with its octave; times in seconds. */
const TONES = [
  { at: 0, hertz: 659.25 },
  { at: 0.45, hertz: 523.25 },
] as const;
const FADES_IN_S = 1.1;
const LOUDNESS = 0.4;
/** With a breath after it, before the voice. */
export const CHIME_MS = 1_700;

/** The chime before a call, made by the browser itself. */
export function chime(context: AudioContext, out: AudioNode): AudioScheduledSourceNode {
  const now = context.currentTime;
  for (const { at, hertz } of TONES) {
    strike(context, out, hertz, LOUDNESS, now + at);
    strike(context, out, hertz * 2, LOUDNESS / 5, now + at);
  }
  return breath(context, out, now + CHIME_MS / 1_000);
}

function strike(context: AudioContext, out: AudioNode, hertz: number, loudness: number, at: number): void {
  const tone = context.createOscillator();
  tone.frequency.value = hertz;
  const level = context.createGain();
  level.gain.setValueAtTime(0, at);
  level.gain.linearRampToValueAtTime(loudness, at + 0.01);
  level.gain.exponentialRampToValueAtTime(0.0001, at + FADES_IN_S);
  tone.connect(level).connect(out);
  tone.start(at);
  tone.stop(at + FADES_IN_S);
}

/** Silence until then, by the audio clock. */
function breath(context: AudioContext, out: AudioNode, until: number): AudioScheduledSourceNode {
  const still = context.createOscillator();
  const nothing = context.createGain();
  nothing.gain.value = 0;
  still.connect(nothing).connect(out);
  still.start();
  still.stop(until);
  return still;
}

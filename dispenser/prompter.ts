import type { Language } from '../ui/strings/strings.ts';

/** The machine's spoken prompts, by the browser's own voice for the language; where it has none, a soft tone. */
export class Prompter {
  #tones: AudioContext | null = null;

  canSpeak(language: Language): boolean {
    return voiceFor(language) !== undefined;
  }

  say(text: string, language: Language): void {
    const voice = voiceFor(language);
    if (voice === undefined) return;
    const speech = new SpeechSynthesisUtterance(text);
    speech.voice = voice;
    speech.lang = voice.lang;
    speech.rate = 0.9;
    speechSynthesis.cancel();
    speechSynthesis.speak(speech);
  }

  /** For those who do not look: words where there is a voice, else two soft tones. */
  warn(text: string, language: Language): void {
    if (this.canSpeak(language)) this.say(text, language);
    else this.#tone();
  }

  #tone(): void {
    if (typeof AudioContext === 'undefined') return;
    this.#tones ??= new AudioContext();
    const start = this.#tones.currentTime;
    for (const [after, pitch] of [
      [0, 660],
      [0.35, 520],
    ] as const) {
      const tone = new OscillatorNode(this.#tones, { frequency: pitch });
      const gain = new GainNode(this.#tones, { gain: 0.15 });
      tone.connect(gain).connect(this.#tones.destination);
      tone.start(start + after);
      tone.stop(start + after + 0.25);
    }
  }
}

function voiceFor(language: Language): SpeechSynthesisVoice | undefined {
  if (typeof speechSynthesis === 'undefined') return undefined;
  const wanted = language === 'en' ? /^en\b/i : /^(zh|cmn)\b/i;
  return speechSynthesis.getVoices().find((voice) => wanted.test(voice.lang) && voice.localService);
}

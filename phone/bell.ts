/** Three strokes and two pauses, in ms. */
const STROKES = [400, 200, 400, 200, 900];

/** Rings the phone when its number is called. Browsers let a page sound only after a touch, so the page asks for one. */
export class Bell {
  #sound: AudioContext | null = null;

  constructor(place: HTMLElement | null) {
    const key = place?.querySelector('button');
    if (place === null || key === null || key === undefined) return;
    place.hidden = false;
    key.addEventListener('click', () => {
      this.#allow();
      key.disabled = true;
      key.textContent = place.getAttribute('data-on');
    });
  }

  ring(): void {
    if (typeof navigator.vibrate === 'function') navigator.vibrate(STROKES);
    const sound = this.#sound;
    if (sound === null) return;
    for (let stroke = 0; stroke < 3; stroke += 1) this.#strike(sound, sound.currentTime + stroke * 0.6, 0.45, 0.4);
  }

  #allow(): void {
    if (typeof AudioContext === 'undefined') return;
    this.#sound = new AudioContext();
    this.#strike(this.#sound, this.#sound.currentTime, 0.15, 0.15); // so that the owner hears how it will sound
    if (typeof navigator.vibrate === 'function') navigator.vibrate(100);
  }

  #strike(sound: AudioContext, at: number, seconds: number, loudness: number): void {
    const tone = sound.createOscillator();
    const gain = sound.createGain();
    tone.frequency.value = 784;
    gain.gain.setValueAtTime(loudness, at);
    gain.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(gain);
    gain.connect(sound.destination);
    tone.start(at);
    tone.stop(at + seconds);
  }
}

/** Plays one sound at a time; the next one ends the one before. */
export class VoicePlayer {
  readonly #audio = new Audio();
  #url: string | null = null;

  /** False: the browser cannot play it. Resolves as it begins. */
  async play(sound: Blob): Promise<boolean> {
    this.stop();
    this.#url = URL.createObjectURL(sound);
    this.#audio.src = this.#url;
    try {
      await this.#audio.play();
      return true;
    } catch (error) {
      return (error as { readonly name?: unknown }).name === 'AbortError'; // another one came in between
    }
  }

  stop(): void {
    if (this.#url === null) return;
    this.#audio.pause();
    URL.revokeObjectURL(this.#url);
    this.#url = null;
  }
}

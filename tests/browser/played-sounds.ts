import type { Page } from 'playwright-core';

/** A sound that the page played, by its audio clock; `to` is null while it sounds. */
export interface Played {
  readonly ms: number;
  readonly from: number;
  readonly to: number | null;
  /** Root mean square of its samples, 0–1. */
  readonly loudness: number;
}

/** Runs before the page: notes each sound it plays, and leaves its browser no voice of its own. */
export const NOTE_SOUNDS = `{
  delete Window.prototype.speechSynthesis;
  delete window.speechSynthesis;
  window.played = [];
  window.contexts = new Set();
  const { createBufferSource } = AudioContext.prototype;
  AudioContext.prototype.createBufferSource = function () {
    const source = createBufferSource.call(this);
    window.contexts.add(this);
    source.start = (...at) => {
      const samples = source.buffer.getChannelData(0);
      const square = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
      const note = { ms: source.buffer.duration * 1000, from: this.currentTime, to: null, loudness: Math.sqrt(square) };
      window.played.push(note);
      source.addEventListener('ended', () => (note.to = this.currentTime));
      AudioBufferSourceNode.prototype.start.apply(source, at);
    };
    return source;
  };
}`;

export function playedOn(page: Page): Promise<readonly Played[]> {
  return page.evaluate('window.played');
}

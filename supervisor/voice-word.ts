import { clipWord } from '../protocol/voice.ts';

/** Whatever ends a file's name: what the hub does not take, the browser may be able to read. */
const ENDING = /\.[a-z0-9]{2,5}$/i;

/** The word a recording says, by the name of its file: `窗口.wav`, `cmn-窗口.mp3`, `a.m4a`; undefined: it does not tell. */
export function wordOfFile(name: string): string | undefined {
  const whole = name.trim();
  return ENDING.test(whole) ? clipWord(whole.replace(ENDING, '')) : undefined;
}

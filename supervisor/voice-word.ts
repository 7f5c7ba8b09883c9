const FILE_NAME = /^(?:[a-z]{2,8}-)*([^-]+)\.[a-z0-9]{2,5}$/i;
/** What a clip can be called, as the hub has it. */
const WORD = /^[\p{Script=Han}A-Z]{1,8}$/u;

/** The word a recording says, by the name of its file: `窗口.wav`, `cmn-窗口.mp3`, `a.m4a`; undefined: it does not tell. */
export function wordOfFile(name: string): string | undefined {
  const word = FILE_NAME.exec(name.normalize('NFC').trim())?.[1]?.trim().toUpperCase();
  return word !== undefined && WORD.test(word) ? word : undefined;
}

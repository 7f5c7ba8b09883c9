/**
 * Sound of the hall. A call's sound is public like the call itself; packs are looked after by who may keep the voice.
 *
 *     GET  /halls/:hall/announcements/:no/audio            audio/wav: said once, every language set, without the chime
 *     GET  /halls/:hall/voice/prompts/:prompt              audio/wav: what a dispenser says
 *     GET  /halls/:hall/voice                              VoiceState
 *     GET  /halls/:hall/voice/try?number=A012&window=3     audio/wav, with the header X-Paihao-Voice: clips, built-in or system
 *     POST /halls/:hall/voice/packs {name}                 201 a new, empty pack
 *     GET  /halls/:hall/voice/packs/:pack/clips/:word      audio/wav as it will be joined
 *     POST /halls/:hall/voice/packs/:pack/clips/:word      audio/wav or audio/mpeg, at most 2 MB: ClipState
 *     POST /halls/:hall/voice/packs/:pack/clips/:word/remove
 */
export const PROMPTS = ['choose', 'printing', 'take-ticket', 'no-paper', 'ask-staff'] as const;
export type Prompt = (typeof PROMPTS)[number];

/** What a recording can be called: Han signs and letters, nothing that leads out of its folder. */
export const CLIP_WORD = /^[\p{Script=Han}A-Z]{1,8}$/u;

/**
 * The word a recording says, by its file's name without the ending: `请`, or with the language before it, `cmn-请`;
 * undefined: it tells none.
 */
export function clipWord(stem: string): string | undefined {
  const word = /^(?:[a-z]{1,8}-)*([^-]+)$/i.exec(stem.normalize('NFC').trim())?.[1]?.trim().toUpperCase();
  return word !== undefined && CLIP_WORD.test(word) ? word : undefined;
}

export interface VoiceState {
  readonly engine: 'built-in' | 'system' | 'off';
  /** `missing`: it is not installed here; `failing`: its last saying failed. */
  readonly condition: 'ready' | 'missing' | 'failing' | 'off';
  /** Who speaks where no recording does: another than `engine` stands in for it. Null: nobody. */
  readonly speaking: 'built-in' | 'system' | null;
  readonly packs: readonly PackState[];
}

export interface PackState {
  readonly name: string;
  readonly clips: readonly ClipState[];
  /** Words the hall's own calls need (its prefixes, windows, figures, its texts) and the pack lacks. */
  readonly missing: readonly string[];
}

export interface ClipState {
  readonly word: string;
  /** As it will be joined, trimmed. */
  readonly durationMs: number;
  /** Why it cannot be used: nothing heard in it, noise all through, too long, no sound file. Null: it can. */
  readonly fault: 'silent' | 'noise' | 'too-long' | 'unreadable' | null;
}

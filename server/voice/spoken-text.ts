import type { Token } from '../../domain/announcement/reading.ts';
import type { Saying } from '../../domain/announcement/sayings.ts';

/** Where a voice pauses. */
const PAUSE = '[，。、；：！？…—,.;:!?]';
/** Han that eSpeak NG knows; rarer ones it would spell out as the figures of their code. */
const HAN = '[\\u3400-\\u4dbf\\u4e00-\\u9fff〇]';

const CHINESE_PIECES = new RegExp(`(${PAUSE}+)|(${HAN}+)|.`, 'gsu');
const ENGLISH_PIECES = /([,.;:!?]+|[—…]+)|([A-Za-z]+(?:['’-][A-Za-z]+)*)|./gsu;

/**
 * The saying as eSpeak NG reads it aright, tried on its phonemes. What no voice can say is left out; empty: nothing
 * is left. Not for people to read.
 */
export function spokenText({ language, tokens }: Saying): string {
  return language === 'en' ? english(tokens) : chinese(tokens);
}

/**
 * Letters run together would be read as a word (BA), apart by a space as an article (A B): a hyphen names each.
 * 一 before 号 would take the second tone, as it does before other words, and a number's figure keeps its first: 医
 * sounds the same and has only that tone.
 */
function chinese(tokens: readonly Token[]): string {
  const pieces = tokens.map(({ kind, text }, index) => {
    if (kind === 'letter') return tokens[index + 1]?.kind === 'letter' ? `${text}-` : text;
    if (kind === 'words') return cleaned(text, CHINESE_PIECES, '，', '');
    return text === '一' ? '医' : text;
  });
  const text = pieces.join('');
  return /[^，]/.test(text) ? text : '';
}

/** A hyphen after each letter keeps A from being the article, and figures from being joined to it. */
function english(tokens: readonly Token[]): string {
  const pieces = tokens.map(({ kind, text }) => {
    if (kind === 'letter') return `${text}-`;
    return kind === 'words' ? cleaned(text, ENGLISH_PIECES, ',', ' ') : text;
  });
  const text = pieces
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=,)/g, '')
    .trim();
  return /[^, ]/.test(text) ? text : '';
}

function cleaned(text: string, pieces: RegExp, pause: string, between: string): string {
  return [...text.matchAll(pieces)]
    .flatMap(([, stop, said]) => (stop === undefined ? (said ?? []) : pause))
    .join(between);
}

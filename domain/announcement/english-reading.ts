import type { Token } from './reading.ts';

const FIGURES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** A ticket's number, figures alone, or anything else. */
const PIECES = /\b([A-Z]{1,2})(\d{3,6})\b|(\d+)|((?:(?!\b[A-Z]{1,2}\d{3,6}\b)\D)+)/g;

/**
 * Tokens of an announcement in English: A012 → A zero one two, counter 12 → counter 12. A whole number stays in
 * figures, which every English voice reads as a number; it is read figure by figure where it begins with 0 or is long.
 */
export function englishReading(text: string): readonly Token[] {
  return [...text.matchAll(PIECES)].flatMap(([, letters, figures = '', alone, words = '']): Token[] => {
    if (letters !== undefined)
      return [...[...letters].map((letter): Token => ({ kind: 'letter', text: letter })), ...digits(figures)];
    if (alone === undefined) return words.trim() === '' ? [] : [{ kind: 'words', text: words.trim() }];
    if (alone.length > 4 || (alone.length > 1 && alone.startsWith('0'))) return digits(alone);
    return [{ kind: 'number', text: alone }];
  });
}

function digits(figures: string): Token[] {
  return [...figures].map((figure) => ({ kind: 'digit', text: FIGURES[Number(figure)] ?? '' }));
}

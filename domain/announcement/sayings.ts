import type { Announcement } from '../hall.ts';
import type { Settings } from '../settings/settings.ts';
import { announcementText } from './announcement-text.ts';
import { englishReading } from './english-reading.ts';
import { type Token, reading } from './reading.ts';

/** One language of an announcement: what a voice is given to say. */
export interface Saying {
  /** Mandarin, English, or a clip pack's own: a dialect, a minority language. */
  readonly language: 'cmn' | 'en' | { readonly pack: string };
  readonly text: string;
  readonly tokens: readonly Token[];
}

export type Announced = Pick<Announcement, 'kind' | 'number' | 'window' | 'text'>;

/** Mandarin first, then what the hall adds, in its order. There are no English words for a no-show. */
export function sayings(settings: Settings, announced: Announced): readonly Saying[] {
  const { kind, number, window, text } = announced;
  const mandarin = mandarinSaying(settings, text);
  if (mandarin.tokens.length === 0) return [];
  const more = settings.voice.then.flatMap((language): Saying[] => {
    if (language !== 'en') return [{ ...mandarin, language: { pack: language } }];
    return kind === 'no-show' ? [] : [englishSaying(announcementText(settings.callTextEn, number, window))];
  });
  return [mandarin, ...more];
}

/** Full-width letters and figures count as what they stand for. */
export function mandarinSaying({ oneAs }: Pick<Settings, 'oneAs'>, text: string): Saying {
  return { language: 'cmn', text, tokens: reading(narrow(text), { one: oneAs }) };
}

export function englishSaying(text: string): Saying {
  return { language: 'en', text, tokens: englishReading(narrow(text)) };
}

function narrow(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (sign) => sign.normalize('NFKC'));
}

import { recall, remember } from './browser-storage.ts';
import { type Language, languages, pickLanguage } from './strings/strings.ts';
import type { Strings } from './strings/zh-CN.ts';

const LANGUAGE = 'paihao.language';

/** The hall asked for in the address, else the one the hub wrote into the page, else the first there is. */
export function hallFromUrl(): string {
  const asked = new URLSearchParams(location.search).get('hall');
  const written = document.querySelector('meta[name="hall"]')?.getAttribute('content');
  return [asked, written].find((hall) => hall !== null && hall !== undefined && hall !== '') ?? 'qingxi';
}

/** `?lang=`, remembered in this browser; Chinese otherwise. Also told to the browser itself. */
export function language(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const chosen = pickLanguage(asked ?? recall(LANGUAGE));
  if (asked !== null) remember(LANGUAGE, chosen);
  document.documentElement.lang = chosen;
  return chosen;
}

export function strings(): Strings {
  return languages[language()];
}

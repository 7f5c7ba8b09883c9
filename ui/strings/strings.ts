import { en } from './en.ts';
import { type Strings, zhCN } from './zh-CN.ts';

export type Language = 'zh-CN' | 'en';

export const languages: Readonly<Record<Language, Strings>> = { 'zh-CN': zhCN, en };

/** The language asked for by `?lang=` or an Accept-Language header; Chinese where nothing fits. */
export function pickLanguage(wish: string | null | undefined): Language {
  return wish !== null && wish !== undefined && /^\s*en\b/i.test(wish) ? 'en' : 'zh-CN';
}

import type { Language } from './strings/strings.ts';

/** What the hall calls itself or a service in the reader's language; the Chinese name where it gave no other. */
export function nameIn(named: { readonly name: string; readonly nameEn: string }, language: Language): string {
  return language === 'en' && named.nameEn !== '' ? named.nameEn : named.name;
}

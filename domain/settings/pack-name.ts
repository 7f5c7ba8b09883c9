/**
 * What may name a pack of recordings: the name of a folder that leads nowhere else, at most 32 signs, and not `en`, by
 * which settings mean English.
 */
export function isPackName(raw: unknown): raw is string {
  return typeof raw === 'string' && /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(raw) && raw !== 'en';
}

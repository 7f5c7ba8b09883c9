const formats = new Map<string, Intl.DateTimeFormat>();

function format(key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const kept = formats.get(key);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** `10:34`, in the hall's zone. */
export function clockTime(ms: number, zone: string): string {
  return format(`t ${zone}`, 'en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    ms,
  );
}

/** `10月20日 星期二` in two words, in the hall's zone. */
export function dateWords(ms: number, zone: string, locale: string): readonly [day: string, weekday: string] {
  const day = format(`d ${locale} ${zone}`, locale, { timeZone: zone, month: 'long', day: 'numeric' });
  const weekday = format(`w ${locale} ${zone}`, locale, { timeZone: zone, weekday: 'long' });
  return [day.format(ms), weekday.format(ms)];
}

/** `2026-10-20`, the local day in the hall's zone. */
export function dayOf(ms: number, zone: string): string {
  const options = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return format(`y ${zone}`, 'en-CA', options).format(ms);
}

import { announcementText } from '../../../domain/announcement/announcement-text.ts';
import { callTemplate } from '../../../domain/announcement/call-template.ts';
import type { Token } from '../../../domain/announcement/reading.ts';
import { mandarinSaying } from '../../../domain/announcement/sayings.ts';
import type { Settings } from '../../../domain/settings/settings.ts';

/** Every figure stands in it. */
const FIGURES = '0123456789';

/**
 * Calls that hold together whatever the hall's own can hold: each prefix, every figure, each window, each of its
 * texts.
 */
export function neededCalls(settings: Settings): readonly (readonly Token[])[] {
  const prefixes = settings.services.map((service) => service.prefix);
  const windows = settings.windows.map((window) => window.no);
  const templates = new Set((['call', 'recall', 'no-show'] as const).map((kind) => callTemplate(settings, kind)));
  const pairs = Array.from({ length: Math.max(prefixes.length, windows.length) }, (_, index) => ({
    number: `${prefixes[index % prefixes.length] ?? ''}${FIGURES}`,
    window: windows[index % windows.length] ?? 1,
  }));
  return [...templates].flatMap((template) =>
    pairs.map(({ number, window }) => mandarinSaying(settings, announcementText(template, number, window)).tokens),
  );
}

export type RecorderKey = 'space' | 'enter' | 'again' | 'escape' | 'next';

const KEYS: Readonly<Record<string, RecorderKey>> = {
  ' ': 'space',
  Enter: 'enter',
  r: 'again',
  Escape: 'escape',
  n: 'next',
};

/** What a press means to the recorder, wherever on the page it falls; undefined where it means something of its own. */
export function recorderKey(event: KeyboardEvent): RecorderKey | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return undefined;
  const key = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const within = (tags: string): boolean => event.target instanceof Element && event.target.closest(tags) !== null;
  if (within('input, select, textarea')) return undefined;
  const presses = key === 'space' || key === 'enter';
  return presses && within('button, a, label') ? undefined : key;
}

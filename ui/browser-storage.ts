/** What this browser remembers; a box that forbids or forgets storage is as good as an empty one. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** False when it was not kept. */
export function remember(name: string, value: string): boolean {
  try {
    localStorage.setItem(name, value);
    return localStorage.getItem(name) === value;
  } catch {
    return false;
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // nothing was kept
  }
}

import { NotStored } from './store.ts';

/** Runs work at once; what it returns or throws settles the promise. */
export function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

/** Runs a write at once; whatever goes wrong is a `NotStored` with its cause. */
export function stored<T>(work: () => T): Promise<T> {
  return settled(() => {
    try {
      return work();
    } catch (error) {
      throw notStored(error);
    }
  });
}

export function notStored(error: unknown): NotStored {
  if (error instanceof NotStored) return error;
  return new NotStored(error instanceof Error ? error.message : String(error), { cause: error });
}

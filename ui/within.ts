/** What `work` gives, or null when it takes longer than so many ms. */
export function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  return new Promise((go, fail) => {
    const timer = setTimeout(() => go(null), ms);
    work.then(go, fail).finally(() => clearTimeout(timer));
  });
}

/** Each may lie in memory whole, 2 MB, for as long as its sender takes. */
const IN_ALL = 8;
/** So that one person's stalled uploads leave room for the others. */
const EACH = 3;

/** How many recordings may be under way at once: of one person, and in all. */
export class UploadsAtOnce {
  readonly #underWay = new Map<string, number>();
  #all = 0;

  /** What to call when it is over, however it ended; undefined where there are too many. */
  enter(sender: string): (() => void) | undefined {
    const own = this.#underWay.get(sender) ?? 0;
    if (this.#all >= IN_ALL || own >= EACH) return undefined;
    this.#all += 1;
    this.#underWay.set(sender, own + 1);
    return () => this.#leave(sender);
  }

  #leave(sender: string): void {
    const left = (this.#underWay.get(sender) ?? 1) - 1;
    this.#all -= 1;
    if (left === 0) this.#underWay.delete(sender);
    else this.#underWay.set(sender, left);
  }
}

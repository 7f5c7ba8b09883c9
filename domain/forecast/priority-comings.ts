const SLOT_MS = 30 * 60_000;
/** What an older day weighs against the one after it. */
const DAY_WEIGHT = 0.95;

/** How many priority tickets a half hour of the day brings, over the days seen. */
export class PriorityComings {
  /** By service and half hour, weighted counts of past days. */
  #past = new Map<string, number>();
  #days = 0;
  #today = new Map<string, number>();

  /** `sinceMidnightMs` by the hall's clock. */
  add(service: string, sinceMidnightMs: number): void {
    const slot = slotOf(service, sinceMidnightMs);
    this.#today.set(slot, (this.#today.get(slot) ?? 0) + 1);
  }

  endDay(): void {
    const past = new Map<string, number>();
    for (const [slot, count] of this.#past) if (count > 0.01) past.set(slot, count * DAY_WEIGHT);
    for (const [slot, count] of this.#today) past.set(slot, (past.get(slot) ?? 0) + count);
    this.#past = past;
    this.#days = this.#days * DAY_WEIGHT + 1;
    this.#today = new Map();
  }

  /** Tickets in a millisecond; nothing before a whole day was seen. */
  rate(services: ReadonlySet<string>, sinceMidnightMs: number): number {
    if (this.#days === 0) return 0;
    let count = 0;
    for (const service of services) count += this.#past.get(slotOf(service, sinceMidnightMs)) ?? 0;
    return count / this.#days / SLOT_MS;
  }
}

function slotOf(service: string, sinceMidnightMs: number): string {
  return `${service} ${String(Math.floor(sinceMidnightMs / SLOT_MS))}`;
}

/** One line of the answer: a figure, and how it stands to what it is held against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with: measured beside it in the same run, or a limit. */
  readonly against: { readonly name: string; readonly value: number };
}

/** `name value unit ratio-to NAME`. */
export function lineOf({ name, value, unit, against }: Figure): string {
  return `${name} ${digits(value)} ${unit} ${(value / against.value).toFixed(2)} ${against.name}`;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** By nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

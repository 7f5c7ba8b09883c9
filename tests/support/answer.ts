/** An answer of the hub, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

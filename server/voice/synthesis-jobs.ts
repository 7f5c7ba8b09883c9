/** What the process of the synthesis is asked. */
export interface SynthesisJob {
  readonly no: number;
  /** eSpeak NG's name of the language. */
  readonly voice: string;
  /** Words a minute. */
  readonly speed: number;
  readonly text: string;
}

/** What it answers: once that it is ready, then each job. `samples` are 22 050 Hz, mono, 16 bit. */
export type SynthesisAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'said'; readonly no: number; readonly samples: Int16Array }
  | { readonly kind: 'fault'; readonly no: number; readonly fault: string };

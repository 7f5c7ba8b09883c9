import type { Language } from '../strings/strings.ts';

/** What one drawing of a citizen's page needs besides the ticket. */
export interface PhoneOptions {
  /** This page's own path, `/t/TOKEN`. */
  readonly path: string;
  readonly token: string;
  readonly language: Language;
  /** The hub's time in ms, drawn as the page's clock. */
  readonly now: number;
  /** Idempotency key for the one form of this page. */
  readonly formKey: string;
  /** Addresses of the built style and script; null: without script. */
  readonly assets: { readonly styles: readonly string[]; readonly script: string | null };
  /** `cancel`: asks once more before the ticket is given back. */
  readonly ask?: 'cancel' | undefined;
  /** Code of what went wrong with the form just sent: a refusal, `level-needed`, `reason-needed`. */
  readonly problem?: string | undefined;
  /** What had been filled in, so that nobody writes twice. */
  readonly filled?: FilledRating | undefined;
}

export interface FilledRating {
  /** As it came: `5` to `1`, else null. */
  readonly level: string | null;
  readonly reasons: readonly string[];
  readonly text: string;
}

/** The page's address, which keeps its language; `ask` is the step without script. */
export function address({ path, language }: PhoneOptions, ask?: 'cancel'): string {
  return `${path}?lang=${language}${ask === undefined ? '' : `&ask=${ask}`}`;
}

/** Where a form of the page goes. */
export function formAddress({ path, language }: PhoneOptions, form: 'cancel' | 'rating'): string {
  return `${path}/${form}?lang=${language}`;
}

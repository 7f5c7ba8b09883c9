import type { ReactiveControllerHost } from 'lit';
import type { Connection, Problem, Sent } from '../ui/connection.ts';
import { problemText } from '../ui/problem-text.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';

/** What stands beside the keys after a press that was not carried out, or was. */
export interface Told {
  readonly tone: 'refused' | 'done';
  readonly words: string;
  /** Only a new sign-in helps. */
  readonly signIn: boolean;
}

/** What the hub's freshness check reads: the number shown when the key was pressed, and when that was. */
export interface Freshness {
  readonly expected: string | null;
  /** RFC 3339, by the hub's clock. */
  readonly pressedAt: string;
}

/** One press at a time: a second one does nothing, a refused one is told in words and never repeated by itself. */
export class Press {
  /** The key whose command is under way. */
  busy: string | null = null;
  told: Told | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #connection: Connection;
  readonly #strings: Strings;

  constructor(host: ReactiveControllerHost, connection: Connection, strings: Strings) {
    this.#host = host;
    this.#connection = connection;
    this.#strings = strings;
  }

  /** Taken at the moment of the press; null before the hub's first word. */
  freshness(shown: string | null): Freshness | null {
    const now = this.#connection.now();
    return now === null ? null : { expected: shown, pressedAt: new Date(now).toISOString() };
  }

  /** Null when it was not sent since another command is under way. */
  async send<T>(key: string, path: string, body: object): Promise<Sent<T> | null> {
    if (this.busy === key) return null;
    if (this.busy !== null) {
      this.tell('refused', this.#strings.counter.why.underWay);
      return null;
    }
    this.busy = key;
    this.told = null;
    this.#host.requestUpdate();
    try {
      const sent = await this.#connection.send<T>(path, body);
      if (!sent.ok) this.told = toldOf(sent.problem, this.#strings);
      return sent;
    } finally {
      this.busy = null;
      this.#host.requestUpdate();
    }
  }

  tell(tone: Told['tone'], words: string): void {
    this.told = { tone, words, signIn: false };
    this.#host.requestUpdate();
  }

  hush(): void {
    this.told = null;
    this.#host.requestUpdate();
  }
}

function toldOf(problem: Problem, strings: Strings): Told {
  const { told } = strings.counter;
  const signIn = problem.status === 401;
  return { tone: 'refused', signIn, words: signIn ? told.signedOut : wordsOf(problem, strings) };
}

function wordsOf(problem: Problem, strings: Strings): string {
  const { told } = strings.counter;
  switch (problem.code) {
    case 'stale-screen':
    case 'too-late':
      return told.stale;
    case 'offline':
      return told.offline;
    case 'no-answer':
      return told.noAnswer;
    default:
      return problemText(strings, problem);
  }
}

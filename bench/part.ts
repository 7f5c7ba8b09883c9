import { type ChildProcess, fork } from 'node:child_process';

/** What a part can be asked, by name. */
export type Answers = Readonly<Record<string, (argument: never) => unknown>>;

interface Question {
  readonly no: number;
  readonly ask: string;
  readonly argument: unknown;
}
interface Answer {
  readonly no: number;
  readonly value?: unknown;
  readonly fault?: string;
}

/** A process of its own with one thing to measure or to measure with. */
export class Part {
  readonly #child: ChildProcess;
  readonly #open = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (why: Error) => void }
  >();
  #asked = 0;

  /** Runs this program once more, as that part. */
  constructor(name: string) {
    this.#child = fork(process.argv[1] ?? '', ['part', name], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child.on('message', (answer: Answer) => {
      const { resolve, reject } = this.#open.get(answer.no) ?? {};
      this.#open.delete(answer.no);
      if (answer.fault === undefined) resolve?.(answer.value);
      else reject?.(new Error(`${name}: ${answer.fault}`));
    });
    this.#child.once('exit', (code) => {
      for (const { reject } of this.#open.values()) reject(new Error(`${name} ended with ${String(code)}`));
    });
  }

  ask<Value>(ask: string, argument: unknown = {}): Promise<Value> {
    this.#asked += 1;
    const question: Question = { no: this.#asked, ask, argument };
    return new Promise((resolve, reject) => {
      this.#open.set(question.no, { resolve: resolve as (value: unknown) => void, reject });
      this.#child.send(question);
    });
  }

  /** Asks it to end and waits until it has. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((end) => this.#child.once('exit', end));
    this.#child.disconnect();
    await gone;
  }
}

/** In the part's own process: answers until whoever started it is gone. */
export function answer(answers: Answers, end: () => Promise<void> = () => Promise.resolve()): void {
  process.on('message', (question: Question) => {
    const { no, ask, argument } = question;
    const reply = (message: Answer): void => void process.send?.(message);
    const work = answers[ask] as ((argument: unknown) => unknown) | undefined;
    Promise.resolve()
      .then(() => work?.(argument))
      .then(
        (value) => reply({ no, value }),
        (error: unknown) =>
          reply({ no, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.once('disconnect', () => void end().finally(() => process.exit(0)));
  process.on('SIGINT', () => undefined); // the bench itself ends its parts
}

import { type ChildProcess, fork } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SynthesisAnswer, SynthesisJob } from './synthesis-jobs.ts';

/** Loading reads 24 MB and compiles them; a small machine takes its time over that. */
const LOADED_WITHIN_MS = 20_000;

/** From source it runs as it is run from source; built it lies beside what starts it. */
const isSource = import.meta.url.endsWith('.ts');
const FILE = fileURLToPath(new URL(`./synthesis-worker.${isSource ? 'ts' : 'js'}`, import.meta.url));

interface Asked {
  readonly resolve: (samples: Int16Array) => void;
  readonly reject: (why: Error) => void;
}

/** The process took too long to answer. */
export class SynthesisHangs extends Error {
  override readonly name = 'SynthesisHangs';
}

/** One process of the synthesis, from its start to its end. */
export class SynthesisProcess {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, Asked>();
  readonly #ended: Promise<void>;
  readonly #ready: Promise<void>;
  #isAlive = true;
  #count = 0;

  constructor(module: string) {
    const child = fork(FILE, [module], {
      cwd: dirname(FILE),
      execArgv: isSource ? ['--import', 'tsx'] : [],
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    this.#child = child;
    this.#ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve()); // it could not be started
    }).then(() => this.#end());
    this.#ready = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => void this.kill(), LOADED_WITHIN_MS);
      void this.#ended.then(() => {
        clearTimeout(late);
        reject(new Error('the synthesis died before it was ready'));
      });
      child.on('message', (answer: SynthesisAnswer) => {
        if (answer.kind !== 'ready') this.#settle(answer);
        else {
          clearTimeout(late);
          resolve();
        }
      });
    });
    this.#ready.catch(() => undefined); // whoever asks hears of it
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Resolves when it has ended, however that came. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Samples of a text; killed where it takes longer than `withinMs` from when it is ready. */
  async say(job: Omit<SynthesisJob, 'no'>, withinMs: number): Promise<Int16Array> {
    await this.#ready;
    this.#count += 1;
    const no = this.#count;
    const late = setTimeout(() => {
      this.#asked.get(no)?.reject(new SynthesisHangs('the synthesis hangs'));
      void this.kill();
    }, withinMs);
    try {
      return await new Promise((resolve, reject) => {
        this.#asked.set(no, { resolve, reject });
        this.#child.send({ ...job, no } satisfies SynthesisJob, (error) => {
          if (error !== null) reject(error);
        });
      });
    } finally {
      clearTimeout(late);
      this.#asked.delete(no);
    }
  }

  kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    return this.#ended;
  }

  #settle(answer: Exclude<SynthesisAnswer, { kind: 'ready' }>): void {
    const asked = this.#asked.get(answer.no);
    if (answer.kind === 'said') asked?.resolve(answer.samples);
    else asked?.reject(new Error(answer.fault));
  }

  #end(): void {
    this.#isAlive = false;
    for (const { reject } of this.#asked.values()) reject(new Error('the synthesis died'));
  }
}

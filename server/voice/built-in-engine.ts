import { createRequire } from 'node:module';
import type { Saying } from '../../domain/announcement/sayings.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { Rest } from './rest.ts';
import { finished } from './shape.ts';
import { spokenText } from './spoken-text.ts';
import { SynthesisHangs, SynthesisProcess } from './synthesis-process.ts';
import { type EngineCondition, EngineMissing, Unsayable, type VoiceEngine } from './voice-engine.ts';

const PACKAGE = '@echogarden/espeak-ng-emscripten';
const SAID_WITHIN_MS = 5_000;

export interface BuiltInOptions {
  /** The package that synthesises; it may be left out of an installation. */
  readonly module?: string;
}

/** The program's own synthesis: a process that is kept warm, killed when it hangs and started again when it died. */
export class BuiltInEngine implements VoiceEngine {
  readonly name = 'built-in';
  readonly #module: string;
  /** Null: the package is not installed. */
  readonly #version: string | null;
  readonly #rest = new Rest(0);
  readonly #turns = new OneAtATime();
  #isFailing = false;
  #process: SynthesisProcess | null = null;
  #restart: NodeJS.Timeout | undefined;
  /** What was asked before a stop starts nothing after it. */
  #stops = 0;

  constructor({ module = PACKAGE }: BuiltInOptions = {}) {
    this.#module = module;
    this.#version = versionOf(module);
  }

  /** Of the process that runs now. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  start(): void {
    if (this.#version !== null && this.#rest.left === 0) this.#running();
  }

  version(): Promise<string> {
    return this.#version === null ? Promise.reject(new EngineMissing(this.#module)) : Promise.resolve(this.#version);
  }

  condition(): EngineCondition {
    if (this.#version === null) return 'missing';
    return this.#isFailing ? 'failing' : 'ready';
  }

  async say(saying: Saying, speed: number): Promise<Buffer> {
    if (this.#version === null) throw new EngineMissing(this.#module);
    const text = spokenText(saying);
    if (text === '') throw new Unsayable('there is nothing in it to say');
    const stops = this.#stops;
    const job = { voice: saying.language === 'en' ? 'en' : 'cmn', speed, text };
    try {
      const sound = await this.#turns.run('', () => this.#sound(job, stops, true));
      this.#isFailing = false;
      return sound;
    } catch (error) {
      this.#isFailing ||= stops === this.#stops; // what was broken off is no fault
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stops += 1;
    clearTimeout(this.#restart);
    const running = this.#process;
    this.#process = null;
    await running?.kill();
  }

  /** What died or was out of order under a job can have been so before: another process is asked once more. */
  async #sound(job: Parameters<SynthesisProcess['say']>[0], stops: number, again: boolean): Promise<Buffer> {
    if (stops !== this.#stops) throw new Error('the synthesis was asked to end');
    if (this.#rest.left > 0) throw new Error('the synthesis failed just now');
    const running = this.#running();
    try {
      const sound = finished(await running.say(job, SAID_WITHIN_MS));
      this.#rest.worked();
      return sound;
    } catch (error) {
      await running.kill();
      if (again && this.#rest.left === 0 && !(error instanceof SynthesisHangs)) return this.#sound(job, stops, false);
      throw error;
    }
  }

  #running(): SynthesisProcess {
    if (this.#process?.isAlive === true) return this.#process;
    clearTimeout(this.#restart);
    const started = new SynthesisProcess(this.#module);
    this.#process = started;
    void started.ended.then(() => {
      if (this.#process !== started) return; // it was asked to end
      this.#rest.failed();
      this.#isFailing ||= this.#rest.left > 0;
      this.#restart = setTimeout(() => {
        if (this.#process === started) this.#running();
      }, this.#rest.left).unref();
    });
    return started;
  }
}

function versionOf(module: string): string | null {
  try {
    const { version } = createRequire(import.meta.url)(`${module}/package.json`) as { version: string };
    return `${module}@${version}`;
  } catch {
    return null;
  }
}

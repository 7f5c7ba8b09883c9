import { spawn } from 'node:child_process';
import type { Saying } from '../../domain/announcement/sayings.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { Rest } from './rest.ts';
import { finished } from './shape.ts';
import { spokenText } from './spoken-text.ts';
import { type EngineCondition, EngineMissing, Unsayable, type VoiceEngine } from './voice-engine.ts';
import { samplesOf } from './wav.ts';

const PROGRAM = 'espeak-ng';
const ENDS_WITHIN_MS = 5_000;
/** A call that comes while it may be hanging is spoken by another engine at once. */
const RESTS_MS = 2_000;
/** A minute of sound; no announcement is that long. */
const BYTES_AT_MOST = 3_000_000;

/** `espeak-ng` as it is installed on the hub machine, run once a saying. */
export class SystemEngine implements VoiceEngine {
  readonly name = 'system';
  readonly #rest = new Rest(RESTS_MS);
  readonly #turns = new OneAtATime();
  #version: string | null = null;
  #condition: EngineCondition = 'ready';
  /** What was asked before a stop runs nothing after it, and is no fault. */
  #stopping = new AbortController();

  start(): void {
    void this.version().catch(() => undefined); // finds out whether it is there
  }

  async version(): Promise<string> {
    this.#version ??= await this.#run(['--version'], '', (said) => said.toString().split(' Data at')[0]?.trim() ?? '');
    return this.#version;
  }

  condition(): EngineCondition {
    return this.#condition;
  }

  async say(saying: Saying, speed: number): Promise<Buffer> {
    const text = spokenText(saying);
    if (text === '') throw new Unsayable('there is nothing in it to say');
    // `cmn` there says Han as if they were English words
    const voice = saying.language === 'en' ? 'en' : 'cmn-latn-pinyin';
    return this.#run(['-v', voice, '-s', String(speed), '-b', '1', '--stdin', '--stdout'], text, (file) => {
      const samples = samplesOf(file);
      if (samples === undefined) throw new Error(`${PROGRAM} gave no sound this hub knows`);
      return finished(samples);
    });
  }

  stop(): Promise<void> {
    this.#stopping.abort(new Error(`${PROGRAM} was asked to end`));
    this.#stopping = new AbortController();
    return Promise.resolve();
  }

  /** What is read of its output; one at a time, and none while it rests from having failed. */
  #run<Answer>(args: readonly string[], input: string, read: (output: Buffer) => Answer): Promise<Answer> {
    const stopping = this.#stopping.signal;
    return this.#turns.run('', async () => {
      stopping.throwIfAborted();
      if (this.#rest.left > 0) throw new Error(`${PROGRAM} failed just now`);
      try {
        const answer = read(await outputOf(args, input, stopping));
        this.#rest.worked();
        this.#condition = 'ready';
        return answer;
      } catch (error) {
        if (stopping.aborted) throw error;
        this.#condition = error instanceof EngineMissing ? 'missing' : 'failing';
        if (this.#condition === 'failing') this.#rest.failed();
        throw error;
      }
    });
  }
}

/** No shell, nothing of the hub's environment but where programs are; killed with all it started when it is late or no longer wanted. */
function outputOf(args: readonly string[], input: string, stopping: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, args, {
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    const parts: Buffer[] = [];
    let size = 0;
    const kill = (why: string): void => {
      if (child.pid !== undefined) killGroup(child.pid);
      child.stdout.destroy();
      reject(new Error(`${PROGRAM} ${why}`));
    };
    const late = setTimeout(() => kill('hangs'), ENDS_WITHIN_MS);
    const stop = (): void => kill('was asked to end');
    stopping.addEventListener('abort', stop);
    const over = (): void => {
      clearTimeout(late);
      stopping.removeEventListener('abort', stop);
    };
    child.stdout.on('data', (bytes: Buffer) => {
      parts.push(bytes);
      size += bytes.length;
      if (size > BYTES_AT_MOST) kill('does not stop');
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      reject(error.code === 'ENOENT' ? new EngineMissing(PROGRAM) : error);
    });
    child.once('close', (code) => {
      over();
      if (code === 0) resolve(Buffer.concat(parts));
      else reject(new Error(`${PROGRAM} ended with ${String(code)}`));
    });
    child.stdin.on('error', () => undefined); // it ended without reading; its code tells
    child.stdin.end(input);
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it ended just now
  }
}

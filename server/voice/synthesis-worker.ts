/**
 * Speaks for the hub in a process of its own, which may hang or die without the hub: eSpeak NG as WebAssembly. That
 * package is GPL-3 and optional; nothing else of the hub loads it. The first argument is its name.
 */
import { Worker } from 'node:worker_threads';
import type { SynthesisAnswer, SynthesisJob } from './synthesis-jobs.ts';

/** As much of the package as is used. */
interface Synthesis {
  set_voice(name: string): number;
  set_rate(wordsAMinute: number): void;
  synthesize(text: string, take: (samples: Int16Array | null) => boolean): void;
}
interface Loaded {
  default(): Promise<{ readonly eSpeakNGWorker: new () => Synthesis }>;
}

/** Makes the engine quick: the first sentences take it twenty times as long as the later ones. */
const WARMING: readonly Omit<SynthesisJob, 'no'>[] = [
  { voice: 'cmn', speed: 160, text: '请A零二医号到三号窗口办理业务' },
  { voice: 'cmn', speed: 160, text: '请B四五六号到七号窗口办理业务' },
  { voice: 'cmn', speed: 160, text: '请C八九十号到十二号窗口办理业务' },
  { voice: 'en', speed: 160, text: 'Number A- zero one two, please go to counter 12' },
];

const [name = ''] = process.argv.slice(2);
const answer = (what: SynthesisAnswer): void => void process.send?.(what);

// whoever ends the hub from its terminal ends it, and it ends this
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.once('disconnect', () => process.exit());
endWithHub();

const { eSpeakNGWorker: Engine } = await ((await import(name)) as Loaded).default();
const engine = new Engine();
process.on('message', (job: SynthesisJob) => {
  try {
    answer({ kind: 'said', no: job.no, samples: say(job) });
  } catch (error) {
    answer({ kind: 'fault', no: job.no, fault: error instanceof Error ? error.message : String(error) });
  }
});
answer({ kind: 'ready' });
warm(0);

function say({ voice, speed, text }: Omit<SynthesisJob, 'no'>): Int16Array {
  if (engine.set_voice(voice) !== 0) throw new Error(`no voice ${voice}`);
  engine.set_rate(speed);
  const parts: Int16Array[] = [];
  engine.synthesize(text, (samples) => {
    if (samples !== null) parts.push(samples);
    return false; // go on
  });
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}

/** One sentence at a time: a call that comes meanwhile waits for one at most. */
function warm(index: number): void {
  const sentence = WARMING[index];
  if (sentence === undefined) return;
  say(sentence);
  setTimeout(() => warm(index + 1), 1);
}

/** While this thread hangs it does not hear that the hub is gone; another one looks. */
function endWithHub(): void {
  const look = `
    const { workerData: hub } = require('node:worker_threads');
    setInterval(() => { if (process.ppid !== hub) process.kill(process.pid, 'SIGKILL'); }, 1000);
  `;
  new Worker(look, { eval: true, workerData: process.ppid }).unref();
}

import type { PrinterCondition } from '../domain/paper/job.ts';
import type { PaperJob } from '../protocol/paper.ts';
import { encodeTicket } from './escpos-encoder.ts';
import { type PrintOutcome, type PrintResult, printTicket, probe, type Printer } from './print-job.ts';
import type { PrinterUrl } from './printer-url.ts';
import type { Spool } from './spool.ts';
import { obstacle } from './status.ts';
import { systemFontDrawer } from './system-font-drawer.ts';
import type { TextDrawer } from './text-drawer.ts';
import { layoutTicket } from './ticket-layout.ts';
import { PRINTER_TIMING, type PrinterTiming } from './timing.ts';
import { transportTo } from './transports/transport.ts';

export type AgentLog = (level: 'info' | 'warn' | 'error', message: string) => void;

export interface AgentOptions {
  readonly printer: PrinterUrl;
  readonly spool: Spool;
  readonly log: AgentLog;
  readonly timing?: Partial<PrinterTiming>;
}

export interface SpoolAgent {
  /** Resolves when the ticket under way is settled, or given up after one try to tell. */
  stop(): Promise<void>;
}

/** Drains a spool onto one printer, a ticket at a time, and keeps the hub told of how the printer is. */
export function startSpoolAgent(options: AgentOptions): SpoolAgent {
  const agent = new Agent(options);
  const running = agent.run();
  return {
    stop() {
      agent.stopSoon();
      return running;
    },
  };
}

class Agent {
  readonly #spool: Spool;
  readonly #log: AgentLog;
  readonly #url: PrinterUrl;
  readonly #printer: Printer;
  readonly #drawer: TextDrawer;
  readonly #stopping = new AbortController();
  #reported: PrinterCondition | undefined;
  /** How often the hub came in touch anew: what was reported before may be forgotten. */
  #contacts = 0;
  /** There may be jobs that were not claimed yet. */
  #work = true;
  /** Grows while the hub cannot be asked for work. */
  #claimWait = 0;
  #nudge: () => void = () => undefined;

  constructor({ printer, spool, log, timing }: AgentOptions) {
    this.#spool = spool;
    this.#log = log;
    this.#url = printer;
    this.#printer = {
      transport: transportTo(printer),
      ask: printer.status === 'ask',
      timing: { ...PRINTER_TIMING, ...timing },
    };
    this.#drawer = systemFontDrawer((why) => log('warn', why));
  }

  stopSoon(): void {
    this.#stopping.abort();
    this.#nudge();
  }

  async run(): Promise<void> {
    const stopListening = this.#spool.onWork(() => {
      this.#work = true;
      this.#nudge();
    });
    const stopHearing = this.#spool.onContact(() => {
      this.#contacts += 1;
      this.#reported = undefined;
    });
    this.#warmUp();
    try {
      while (!this.#stopped) await this.#round();
    } finally {
      stopListening();
      stopHearing();
    }
  }

  /** Tables of signs are loaded before the first citizen waits for their paper: the hub's thread must not stand then. */
  #warmUp(): void {
    const sign = { kind: 'text', text: '号', align: 'left', size: { wide: 1, high: 1 }, bold: false } as const;
    try {
      encodeTicket([sign, { kind: 'qr', data: 'http://' }], this.#url.width, this.#drawer, () => undefined);
    } catch (error) {
      this.#log('error', `paper cannot be drawn: ${words(error)}`);
    }
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** One look at the printer, then jobs as they come until the next look is due; a job is a look, too. */
  async #round(): Promise<void> {
    let nextLook = this.#nextLook();
    let condition = await this.#look();
    await this.#report(condition);
    while (!this.#stopped) {
      const able = obstacle(condition) === null;
      const outcome = able && this.#work ? await this.#printNext() : undefined;
      if (outcome !== undefined) {
        nextLook = this.#nextLook();
        condition = outcome.condition;
        await this.#report(condition);
        continue;
      }
      const left = nextLook - performance.now();
      if (left <= 0) return;
      await this.#pause(left, able);
    }
  }

  #nextLook(): number {
    return performance.now() + this.#printer.timing.idleMs;
  }

  async #look(): Promise<PrinterCondition> {
    try {
      return await probe(this.#printer);
    } catch (error) {
      this.#log('error', `the printer could not be looked at: ${words(error)}`);
      return 'unreachable';
    }
  }

  /** Undefined when there was nothing to print, or the spool could not be asked. */
  async #printNext(): Promise<PrintOutcome | undefined> {
    this.#work = false;
    let job: PaperJob | null;
    try {
      job = await this.#spool.claim();
    } catch (error) {
      this.#log('warn', `no job could be fetched: ${words(error)}`);
      const [first, longest] = this.#printer.timing.settleMs;
      this.#claimWait = Math.min(longest, Math.max(first, this.#claimWait * 2));
      await this.#pause(this.#claimWait, false);
      this.#work = true;
      return undefined;
    }
    this.#claimWait = 0;
    if (job === null) return undefined;
    this.#work = true;
    const outcome = await this.#print(job);
    this.#log(outcome.result.state === 'printed' ? 'info' : 'warn', `${job.job} ${outcome.result.state}`);
    await this.#settle(job.job, outcome.result);
    return outcome;
  }

  async #print(job: PaperJob): Promise<PrintOutcome> {
    let bytes: Uint8Array;
    try {
      const lines = layoutTicket(job.facts, this.#url.width);
      bytes = encodeTicket(lines, this.#url.width, this.#drawer, (why) => this.#log('warn', `${job.job}: ${why}`));
    } catch (error) {
      this.#log('error', `${job.job} could not be drawn: ${words(error)}`);
      return { result: { state: 'failed', failure: 'error' }, condition: this.#reported ?? 'unasked' };
    }
    try {
      return await printTicket(this.#printer, bytes);
    } catch (error) {
      this.#log('error', `${job.job} ended in a fault: ${words(error)}`);
      return { result: { state: 'unknown', failure: 'error' }, condition: this.#reported ?? 'unasked' };
    }
  }

  /** Tells the result until it is taken: a lost answer must not lose it. Nothing else is printed meanwhile. */
  async #settle(job: string, result: PrintResult): Promise<void> {
    const [first, longest] = this.#printer.timing.settleMs;
    for (let wait = first; ; wait = Math.min(longest, wait * 2)) {
      try {
        await this.#spool.settle(job, result);
        return;
      } catch (error) {
        this.#log('warn', `the result of ${job} was not taken yet: ${words(error)}`);
      }
      if (this.#stopped) return;
      await this.#pause(wait, false);
    }
  }

  async #report(condition: PrinterCondition): Promise<void> {
    if (condition === this.#reported) return;
    const contacts = this.#contacts;
    try {
      await this.#spool.report(condition);
      if (contacts === this.#contacts) this.#reported = condition;
      this.#log(obstacle(condition) === null ? 'info' : 'warn', `printer ${condition}`);
    } catch (error) {
      this.#log('warn', `the printer's condition was not taken yet: ${words(error)}`);
    }
  }

  /** Sleeps; work wakes it where that is wanted, stopping always. */
  async #pause(ms: number, wakeable: boolean): Promise<void> {
    if (this.#stopped || (wakeable && this.#work)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#nudge = () => {
        if (!wakeable && !this.#stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#nudge = () => undefined;
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

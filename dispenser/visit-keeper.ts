import type { Category } from '../domain/queue/ticket.ts';
import type { PrintStatus } from '../domain/paper/job.ts';
import type { DispenserView } from '../protocol/views.ts';
import { type Connection, newKey } from '../ui/connection.ts';
import type { Language } from '../ui/strings/strings.ts';
import { pagesOf } from './choose-step.ts';
import { type PaperTale, paperTale, printerTrouble } from './paper-tale.ts';
import type { Press } from './scene.ts';
import { takeTicket } from './take-ticket.ts';
import { isWarning, timeLeft } from './time-left.ts';
import { IDLE_MS, type Order, SETTLE_MS, type Visit } from './visit.ts';

export interface Surroundings {
  readonly connection: Connection;
  /** The language of the start page. */
  readonly home: Language;
  readonly view: () => DispenserView | null;
  readonly changed: () => void;
  readonly say: (what: Telling) => void;
}

/** When the machine has something to say. */
export type Telling = 'greeting' | 'hear' | 'printing' | 'paper' | 'trouble' | 'still-there';

/** Paper that comes at once is not announced before it is there. */
const COMING_TOLD_MS = 1_500;

/** One citizen's visit after another: what was pressed, what was ordered under which key, when the start comes back. */
export class VisitKeeper {
  visit: Visit = { at: 'choose' };
  language: Language;
  elder = false;
  category: Category = 'ordinary';
  page = 0;
  /** What is told of the paper of the number shown. */
  paper: PaperTale | null = null;
  readonly #around: Surroundings;
  #reprint: 'offered' | 'asked' | 'refused' = 'offered';
  #touchedAt = 0;
  #turnedAt = Number.NEGATIVE_INFINITY;
  #warned = false;
  #greeted = false;
  #printingTold = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.language = around.home;
  }

  /** A sign of life; while the warning stands only its keys count, or they would vanish under the finger. */
  touch(): void {
    if (!this.#warned) this.#touchedAt = performance.now();
  }

  /** Somebody has come to a resting machine: once a visit, and not to who knows what to press. */
  greet(): void {
    if (this.#greeted || this.visit.at !== 'choose') return;
    this.#greeted = true;
    this.#around.say('greeting');
  }

  /** Looks at the time and at the paper; called before each drawing. */
  tick(): void {
    this.#tellPaper();
    if (this.visit.at === 'choose' && performance.now() - this.#touchedAt > IDLE_MS) this.#greeted = false;
    const left = this.left();
    if (left !== null && left <= 0) this.#goHome();
    const warned = isWarning(this.visit, this.left());
    if (warned && !this.#warned) this.#around.say('still-there');
    this.#warned = warned;
  }

  /** Milliseconds until the start page comes back, or null. */
  left(): number | null {
    const changed = this.elder || this.page > 0 || this.category !== 'ordinary' || this.language !== this.#around.home;
    return timeLeft({
      visit: this.visit,
      paper: this.paper,
      changed,
      touchedAt: this.#touchedAt,
      now: performance.now(),
    });
  }

  press(press: Press): void {
    const now = performance.now();
    if (this.visit.at === 'taking' || now - this.#turnedAt < SETTLE_MS) return;
    this.#touchedAt = now;
    const { at } = this.visit;
    this.#do(press, now);
    if (at === 'choose' && press.what !== 'elder') this.greet();
    if (at === 'choose') this.#greeted = true;
    this.#around.changed();
  }

  print(): PrintStatus | null {
    if (this.visit.at !== 'taken') return null;
    const { number, print } = this.visit.ticket;
    return this.#around.view()?.papers.find((paper) => paper.number === number)?.print ?? print;
  }

  /** Whether a second paper of the number shown may be asked for here: once, and only where it may come. */
  canReprint(): boolean {
    const printer = this.#around.view()?.printer ?? null;
    const settled = this.print() !== 'none' && this.print() !== 'queued';
    return this.#reprint === 'offered' && printer !== null && printerTrouble(printer) === null && settled;
  }

  #do(press: Press, now: number): void {
    const visit = this.visit;
    switch (press.what) {
      case 'service':
        return this.elder ? this.#take(press.service) : this.#turn({ at: 'guide', service: press.service });
      case 'take':
        return visit.at === 'guide' ? this.#take(visit.service) : undefined;
      case 'again':
        return visit.at === 'troubled' ? this.#send(visit.order, visit.problem.code === 'no-answer') : undefined;
      case 'category':
        this.category = press.category;
        return this.#turn({ at: 'choose' });
      case 'priority':
        return this.#turn({ at: 'priority' });
      case 'elder':
        this.elder = !this.elder;
        this.page = 0;
        this.#turn({ at: 'choose' });
        return this.elder ? this.#around.say('hear') : undefined;
      case 'language':
        this.language = this.language === 'en' ? 'zh-CN' : 'en';
        return this.#turn({ at: 'choose' });
      case 'more':
        this.page = (this.page + 1) % pagesOf(this.#around.view()?.services ?? [], this.elder);
        return this.#turn({ at: 'choose' });
      case 'back':
        return this.#turn({ at: 'choose' });
      case 'home':
        return this.#goHome();
      case 'claim':
        return visit.at === 'taken' ? this.#turn({ ...visit, claimed: true }) : undefined;
      case 'stay':
        if (visit.at === 'taken') this.visit = { ...visit, shownSince: now };
        return;
      case 'reprint':
        return void this.#printAgain();
      case 'hear':
        return this.#around.say('hear');
    }
  }

  #take(service: string): void {
    if (this.#around.connection.contact.state !== 'live') return;
    this.#send({ key: newKey(), service, category: this.category }, false);
  }

  #send(order: Order, mayBeDone: boolean): void {
    const { connection, view } = this.#around;
    const hall = view()?.hall.id;
    if (hall === undefined) return;
    this.#turn({ at: 'taking', order, since: performance.now() });
    void takeTicket(connection, hall, order, mayBeDone).then((sent) => {
      const now = performance.now();
      this.#touchedAt = now;
      this.#reprint = 'offered';
      this.#printingTold = false;
      this.paper = null;
      if (sent.ok) this.#turn({ at: 'taken', order, ticket: sent.body, since: now, claimed: false, shownSince: now });
      else {
        this.#turn({ at: 'troubled', order, problem: sent.problem });
        this.#around.say('trouble');
      }
    });
  }

  async #printAgain(): Promise<void> {
    const hall = this.#around.view()?.hall.id;
    if (this.visit.at !== 'taken' || hall === undefined || !this.canReprint()) return;
    const { order, ticket } = this.visit;
    this.#reprint = 'asked';
    const { connection } = this.#around;
    const path = `/halls/${encodeURIComponent(hall)}/tickets/${encodeURIComponent(ticket.number)}/reprint`;
    const sent = await connection.send(path);
    const shown = this.#shown(order);
    if (shown === null) return;
    const now = performance.now();
    if (!sent.ok) this.#reprint = 'refused';
    else this.visit = { ...shown, claimed: false, since: now, shownSince: now };
    this.#around.changed();
  }

  #shown(order: Order): Extract<Visit, { at: 'taken' }> | null {
    return this.visit.at === 'taken' && this.visit.order === order ? this.visit : null;
  }

  /** Notes when what is told of the paper changes, so that each telling stands its full time. */
  #tellPaper(): void {
    const visit = this.visit;
    const print = this.print();
    if (visit.at !== 'taken' || print === null) return;
    const now = performance.now();
    const printer = this.#around.view()?.printer ?? null;
    const told = paperTale({ print, printer, age: now - visit.since, claimed: visit.claimed });
    const same = told.is === this.paper?.is;
    this.paper = told;
    if (told.is === 'coming' && !this.#printingTold && now - visit.since >= COMING_TOLD_MS) {
      this.#printingTold = true;
      this.#around.say('printing');
    }
    if (same) return;
    this.visit = { ...visit, shownSince: now };
    this.#turnedAt = now;
    if (told.is !== 'coming') this.#around.say('paper');
  }

  #turn(visit: Visit): void {
    this.visit = visit;
    this.#turnedAt = performance.now();
    this.#around.changed();
  }

  #goHome(): void {
    this.language = this.#around.home;
    this.elder = false;
    this.category = 'ordinary';
    this.page = 0;
    this.#greeted = false;
    this.#turn({ at: 'choose' });
  }
}

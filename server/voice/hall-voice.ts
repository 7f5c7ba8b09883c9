import { announcementText } from '../../domain/announcement/announcement-text.ts';
import { callTemplate } from '../../domain/announcement/call-template.ts';
import { type Announced, englishSaying, mandarinSaying, sayings } from '../../domain/announcement/sayings.ts';
import type { Saying } from '../../domain/announcement/sayings.ts';
import type { HallEvent } from '../../domain/events.ts';
import type { Hall } from '../../domain/hall.ts';
import type { Settings, Voice } from '../../domain/settings/settings.ts';
import type { HallId, TicketNumber, WindowNo } from '../../domain/values.ts';
import type { Prompt, VoiceState } from '../../protocol/voice.ts';
import { type Language, languages } from '../../ui/strings/strings.ts';
import type { Committed, HallLoop } from '../hub/hall-loop.ts';
import type { Sound, Speaker } from './speaker.ts';
import { type EngineName, Unsayable } from './voice-engine.ts';

/** As many as a screen can be behind; older ones it no longer speaks. */
const REMEMBERED = 100;
/** Whoever tries the voice must not stand before the calls: an engine says one thing at a time. */
const TRIALS_AT_ONCE = 2;

type Condition = VoiceState['condition'];
/** A sound, or why there is none: the hall speaks nothing, or knows no such announcement. */
export type Spoken = Sound | 'off' | 'unknown';

export interface HallVoiceParts {
  /** Null: this hub makes no sound at all. */
  readonly speaker: Speaker | null;
  /** A call could not be spoken. */
  readonly fault: (error: unknown) => void;
  /** The condition of a hall's voice is another. */
  readonly changed: (hall: HallId) => void;
}

/** Whom it speaks for. */
export interface SpokenHalls {
  halls(): readonly HallId[];
  hall(id: HallId): Pick<HallLoop, 'read'> | undefined;
}

/** The sound of what a hall announces, made when the call commits and before a screen asks for it. */
export class HallVoice {
  readonly #parts: HallVoiceParts;
  #hub: SpokenHalls | null = null;
  readonly #voices = new Map<HallId, Voice>();
  readonly #conditions = new Map<HallId, Condition>();
  readonly #announced = new Map<HallId, Map<number, Announced>>();
  #waiting: { readonly hall: HallId; readonly announced: Announced }[] = [];
  #isMaking = false;
  #isStarted = false;
  #trials = 0;

  constructor(parts: HallVoiceParts) {
    this.#parts = parts;
  }

  /** Speaks for these halls from now on: another's numbers are not its. */
  async begin({ hub }: { readonly hub: SpokenHalls }): Promise<void> {
    this.#hub = hub;
    this.#announced.clear();
    this.#waiting = [];
    this.#voices.clear();
    for (const hall of hub.halls()) await this.#readVoice(hall);
    this.#useEngines();
  }

  /** Gets the engines ready; before that the first call would do. */
  start(): void {
    this.#isStarted = true;
    this.#useEngines();
  }

  /** Takes no time of its own: what is to be said is looked up and made after the commit has been told. */
  committed({ hall, events }: Committed): void {
    if (this.#parts.speaker === null) return;
    if (events.some((event) => event.type === 'hall-configured')) {
      this.#readVoice(hall)
        .then(() => this.#useEngines())
        .catch(this.#parts.fault);
    }
    const told = events.filter(isAnnounced);
    if (told.length > 0) this.#makeAll(hall, told).catch(this.#parts.fault);
  }

  async announcement(hall: HallId, no: number): Promise<Spoken> {
    const settings = await this.#settings(hall);
    if (settings === null || this.#isOff(settings.voice)) return 'off';
    const announced = this.#announced.get(hall)?.get(no) ?? (await this.#stored(hall, no));
    return announced === undefined ? 'unknown' : this.#say(hall, settings.voice, sayings(settings, announced));
  }

  /** A call as it would sound; rejects while others are being tried. */
  async trial(hall: HallId, number: TicketNumber, window: WindowNo): Promise<Spoken> {
    if (this.#trials >= TRIALS_AT_ONCE) throw new Error('others are trying the voice');
    this.#trials += 1;
    try {
      const settings = await this.#settings(hall);
      if (settings === null || this.#isOff(settings.voice)) return 'off';
      const text = announcementText(callTemplate(settings, 'call'), number, window);
      return await this.#say(hall, settings.voice, sayings(settings, { kind: 'call', number, window, text }));
    } finally {
      this.#trials -= 1;
    }
  }

  /** What a dispenser says, where the hall wants it to. */
  async prompt(hall: HallId, prompt: Prompt, language: Language): Promise<Spoken> {
    const settings = await this.#settings(hall);
    if (settings === null || this.#isOff(settings.voice) || !settings.voice.prompts) return 'off';
    const text = languages[language].prompts[prompt];
    const saying = language === 'en' ? englishSaying(text) : mandarinSaying(settings, text);
    return this.#say(hall, settings.voice, [saying]);
  }

  /** Whether the hall is spoken for, by whichever engine. */
  condition(hall: HallId): Condition {
    return this.#conditionBy(hall, (speaker, engine) => speaker.condition(engine));
  }

  /** Of the engine that the hall has chosen, though another may stand in for it. */
  chosenCondition(hall: HallId): Condition {
    return this.#conditionBy(hall, (speaker, engine) => speaker.conditionOf(engine));
  }

  /** Which engine speaks for the hall where no recording does; null: none. */
  speaking(hall: HallId): EngineName | null {
    const engine = this.#voices.get(hall)?.engine ?? 'off';
    return engine === 'off' ? null : (this.#parts.speaker?.speaking(engine) ?? null);
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#hub = null;
    this.#waiting = [];
    await this.#parts.speaker?.stop();
  }

  #conditionBy(hall: HallId, of: (speaker: Speaker, engine: EngineName) => Condition): Condition {
    const voice = this.#voices.get(hall);
    const { speaker } = this.#parts;
    return voice === undefined || voice.engine === 'off' || speaker === null ? 'off' : of(speaker, voice.engine);
  }

  #isOff(voice: Voice): boolean {
    return voice.engine === 'off' || this.#parts.speaker === null;
  }

  async #settings(hall: HallId): Promise<Settings | null> {
    return (await this.#hub?.hall(hall)?.read((state) => state.settings)) ?? null;
  }

  async #readVoice(hall: HallId): Promise<void> {
    const settings = await this.#settings(hall);
    if (settings !== null) this.#voices.set(hall, settings.voice);
  }

  /** Settings that come before the start or after the stop start nothing. */
  #useEngines(): void {
    if (!this.#isStarted) return;
    const names = [...this.#voices.values()].map(({ engine }) => engine);
    this.#parts.speaker?.use(new Set(names.filter((name): name is EngineName => name !== 'off')));
  }

  async #stored(hall: HallId, no: number): Promise<Announced | undefined> {
    return this.#hub?.hall(hall)?.read((state) => state.announcements.find((each) => each.no === no));
  }

  /** Of more than twenty in one commit the hall itself keeps only the last. */
  #note(hall: HallId, { settings, tickets }: Hall, event: AnnouncedEvent): void {
    const number = tickets.get(event.ticket)?.number;
    if (settings === null || number === undefined) return;
    const kind = KINDS[event.type];
    const text = announcementText(callTemplate(settings, kind), number, event.window);
    const announced = { kind, number, window: event.window, text };
    const known = this.#announced.get(hall) ?? new Map<number, Announced>();
    this.#announced.set(hall, known.set(event.announcement, announced));
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    this.#waiting = [...this.#waiting, { hall, announced }].slice(-REMEMBERED);
  }

  async #makeAll(hall: HallId, told: readonly AnnouncedEvent[]): Promise<void> {
    await this.#hub?.hall(hall)?.read((state) => {
      for (const event of told) this.#note(hall, state, event);
    });
    await this.#makeWaiting();
  }

  async #makeWaiting(): Promise<void> {
    if (this.#isMaking) return;
    this.#isMaking = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
        const { hall, announced } = next;
        const settings = await this.#settings(hall);
        if (settings === null || this.#isOff(settings.voice)) continue;
        await this.#say(hall, settings.voice, sayings(settings, announced)).catch(() => undefined); // it was told of
      }
    } finally {
      this.#isMaking = false;
    }
  }

  async #say(hall: HallId, voice: Voice, all: readonly Saying[]): Promise<Sound> {
    try {
      if (this.#parts.speaker === null) throw new Unsayable('this hub makes no sound');
      return await this.#parts.speaker.say(hall, voice, all);
    } catch (error) {
      this.#parts.fault(error);
      throw error;
    } finally {
      const now = this.condition(hall);
      if ((this.#conditions.get(hall) ?? 'ready') !== now) this.#parts.changed(hall);
      this.#conditions.set(hall, now);
    }
  }
}

type AnnouncedEvent = Extract<HallEvent, { announcement: number | null }> & { readonly announcement: number };

const KINDS = { 'ticket-called': 'call', 'ticket-recalled': 'recall', 'ticket-missed': 'no-show' } as const;

function isAnnounced(event: HallEvent): event is AnnouncedEvent {
  return 'announcement' in event && event.announcement !== null;
}

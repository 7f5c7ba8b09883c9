import type { HallId, ServiceId, WindowNo } from '../values.ts';

/** What a hall may set. Stored whole in each `hall-configured` event; read through `parse-settings.ts`. */
export interface Settings {
  readonly hall: HallId;
  readonly name: string;
  readonly nameEn: string;
  /** Four characters for the hall's seal-like mark, e.g. 青溪便民. */
  readonly mark: string;
  readonly hotline: string;
  /** IANA zone of the hall's local day. */
  readonly zone: string;
  readonly services: readonly Service[];
  readonly windows: readonly Window[];
  readonly notices: readonly string[];
  /** `{number}` and `{window}` are filled in. */
  readonly callText: string;
  /** Of a recall; null: as the call. */
  readonly recallText: string | null;
  /** Spoken when somebody called did not come, `{number}` and `{window}` filled in; null: nothing is said. */
  readonly noShowText: string | null;
  /** The call in English, spoken where `voice.then` asks for it. */
  readonly callTextEn: string;
  /** How the figure 1 of a number is read out; 幺 is heard better over a loudspeaker. */
  readonly oneAs: '一' | '幺';
  readonly voice: Voice;
  readonly rules: Rules;
  readonly ratingReasons: RatingReasons;
}

export interface Service {
  readonly id: ServiceId;
  /** A–Z, 1–2 letters, unique in the hall; never I or O, which read as figures. */
  readonly prefix: string;
  readonly name: string;
  readonly nameEn: string;
  readonly firstNumber: number;
  /** Minutes a citizen should wait at most; longer is 超时. */
  readonly waitLimitMin: number;
  /** Words for citizens while the service is closed, else null. */
  readonly closedBecause: string | null;
  /** Short list of what to bring. */
  readonly materials: readonly Material[];
}

export interface Material {
  readonly name: string;
  readonly note: string;
}

export interface Window {
  readonly no: WindowNo;
  readonly name: string;
  readonly services: 'all' | readonly ServiceId[];
}

/** How calls are spoken. */
export interface Voice {
  /** What makes speech of text: the program's own synthesis, the `espeak-ng` installed on the hub machine, or nothing. */
  readonly engine: 'built-in' | 'system' | 'off';
  /** Words a minute, 80–300, as eSpeak NG counts them. */
  readonly speed: number;
  /** Name of the clip pack that speaks Mandarin; a call it cannot say whole is synthesised. Null: synthesis alone. */
  readonly pack: string | null;
  /** Said after Mandarin, in order: `en`, or the name of a clip pack (a dialect, a minority language). */
  readonly then: readonly string[];
  /** Whether dispensers speak their prompts. */
  readonly prompts: boolean;
}

export const ORDER_RULES = ['accumulating', 'first-come', 'strict', 'ratio'] as const;
export type OrderRule = (typeof ORDER_RULES)[number];

export interface Rules {
  readonly order: OrderRule;
  /** Accumulating: weight of waiting time for the priority categories; ordinary is 1. */
  readonly priorityWeight: number;
  /** Ratio: so many priority tickets are called, then so many ordinary ones. */
  readonly ratioPriority: number;
  readonly ratioOrdinary: number;
  /** Strict and ratio: an ordinary ticket that has waited longer, in minutes, ranks equal to priority, not above. */
  readonly agedAfterMin: number;
  readonly recallIntervalS: number;
  readonly recallsAtMost: number;
  /** Seconds after a call that count as arrival; null: only the button does. */
  readonly arriveAfterS: number | null;
  readonly undoWithinS: number;
  /** A reinstated ticket stands behind this many of those who wait for the same windows. */
  readonly reinstateBehind: number;
}

export interface RatingReasons {
  readonly version: number;
  readonly items: readonly { readonly id: string; readonly zh: string; readonly en: string }[];
}

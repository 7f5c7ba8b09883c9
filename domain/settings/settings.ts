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
  /** How the figure 1 of a number is read out; 幺 is heard better over a loudspeaker. */
  readonly oneAs: '一' | '幺';
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

export interface Rules {
  /** Weight of waiting time for the priority categories; ordinary is 1. */
  readonly priorityWeight: number;
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

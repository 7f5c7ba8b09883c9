import type { CounterView } from '../protocol/views.ts';
import type { Contact } from '../ui/connection.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';

export type KeyName = 'callNext' | 'recall' | 'arrive' | 'noShow' | 'finish' | 'pause' | 'goOn' | 'undo';

export interface DeskKey {
  readonly name: KeyName;
  readonly label: string;
  readonly shortcut: string;
  /** The likely next step: the one key filled with ink. */
  readonly next: boolean;
  /** Why it cannot be used now, in words; null: it can. */
  readonly why: string | null;
}

/** F1, F5 and F11 stay the browser's. F7 and F8 keep their places for holding and transferring. */
const PLACES: readonly (readonly string[])[] = [
  ['F2', 'F3', 'F4'],
  ['F6', 'F7', 'F8'],
  ['F9', 'F10', 'F12'],
];

/** The keys in their places, three groups of three as the function keys lie; null: nothing lies there yet. */
export function deskKeys(
  view: CounterView | null,
  contact: Contact,
  now: number | null,
  strings: Strings,
): readonly (readonly (DeskKey | null)[])[] {
  const words = strings.counter;
  const blocked = whyBlocked(view, contact, strings);
  const at = now ?? 0;
  const paused = view?.status === 'paused';
  const next = view === null || blocked !== null ? null : likelyNext(view);
  const key = (name: KeyName, shortcut: string, label: string, why: string | null): DeskKey => ({
    name,
    label,
    shortcut,
    next: name === next,
    why: blocked ?? why,
  });
  const recallIn = view === null ? 0 : secondsUntil(view.current?.nextRecallAt ?? null, at);
  const undoFor = view === null ? 0 : secondsUntil(view.undo?.until ?? null, at);
  const counting = blocked === null;
  const keys = [
    key('callNext', 'F2', words.keys.callNext, view === null ? null : whyNotCall(view, strings)),
    key(
      'recall',
      'F3',
      counting && recallIn > 0 && view?.current?.stage === 'called'
        ? `${words.keys.recall} ${recallIn}`
        : words.keys.recall,
      view === null ? null : whyNotRecall(view, recallIn, strings),
    ),
    key('arrive', 'F4', words.keys.arrive, view === null ? null : whyNotCalled(view, strings)),
    key('noShow', 'F6', words.keys.noShow, view === null ? null : whyNotCalled(view, strings)),
    key('finish', 'F9', words.keys.finish, view?.current === null ? words.why.nobodyHere : null),
    paused
      ? key('goOn', 'F10', words.keys.goOn, null)
      : key('pause', 'F10', words.keys.pause, view?.current?.stage === 'called' ? words.why.calledNotArrived : null),
    key(
      'undo',
      'F12',
      counting && undoFor > 0 ? `${words.keys.undo} ${undoFor}` : words.keys.undo,
      undoFor > 0 ? null : words.why.nothingToUndo,
    ),
  ];
  return PLACES.map((group) => group.map((place) => keys.find((each) => each.shortcut === place) ?? null));
}

function whyBlocked(view: CounterView | null, contact: Contact, strings: Strings): string | null {
  const { why, told } = strings.counter;
  if (contact.state === 'lost') return why.lost;
  if (contact.state === 'refused') return told.signedOut;
  if (contact.state === 'loading' || view === null) return why.loading;
  return view.status === 'closed' || !view.mine ? why.closed : null;
}

function likelyNext(view: CounterView): KeyName | null {
  if (view.current !== null) return view.current.stage === 'called' ? 'arrive' : 'finish';
  if (view.status === 'paused') return 'goOn';
  return view.waiting > 0 ? 'callNext' : null;
}

function whyNotCall(view: CounterView, strings: Strings): string | null {
  const { why } = strings.counter;
  if (view.status === 'paused') return why.paused;
  if (view.current !== null) return why.occupied;
  return view.waiting > 0 ? null : why.nobodyWaiting;
}

function whyNotCalled(view: CounterView, strings: Strings): string | null {
  const { why } = strings.counter;
  if (view.current === null) return why.nobodyHere;
  return view.current.stage === 'called' ? null : why.arrived;
}

function whyNotRecall(view: CounterView, recallIn: number, strings: Strings): string | null {
  const notCalled = whyNotCalled(view, strings);
  if (notCalled !== null || view.current === null) return notCalled;
  const { why } = strings.counter;
  if (view.current.recalls >= view.rules.recallsAtMost) return why.recalledEnough(view.current.recalls);
  return recallIn > 0 ? why.recallIn(recallIn) : null;
}

/** Whole seconds from `at` to `time`, rounded up; 0 when it has passed or is not set. */
function secondsUntil(time: string | null, at: number): number {
  return time === null ? 0 : Math.max(0, Math.ceil((Date.parse(time) - at) / 1000));
}

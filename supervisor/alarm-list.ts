import { html } from 'lit';
import { unreachable } from '../domain/values.ts';
import type { Alarm, BoardView, PaperTrouble } from '../protocol/views.ts';
import { clockTime } from '../ui/hall-time.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';

type Words = Strings['supervisor']['alarms'];

/** What somebody should look at: the alarms, then papers no alarm tells of. */
export function alarmList(view: BoardView, strings: Strings): unknown {
  const { alarms, hall, papers } = view;
  const words = strings.supervisor.alarms;
  const told = new Set(alarms.filter(({ kind }) => kind === 'paper').map(({ subject }) => subject));
  const untold = papers.filter(({ number }) => !told.has(number));
  const count = alarms.length + untold.length;
  return html`<div data-testid="alarms">
    <h2>${words.heading}<small>${words.count(count)}</small></h2>
    ${
      count === 0
        ? html`<p class="calm">${words.none}</p>`
        : html`<ul class="alert" aria-live="polite">
            ${alarms.map((alarm) => alarmLine(alarm, view, strings))}
            ${untold.map((paper) => paperLine(paper, words, hall.zone))}
          </ul>`
    }
  </div>`;
}

function alarmLine(alarm: Alarm, view: BoardView, strings: Strings): unknown {
  const { detail, kind, since, subject } = alarm;
  const words = strings.supervisor.alarms;
  const hints: Readonly<Partial<Record<Alarm['kind'], string>>> = words.hint;
  const told = [detailWords(alarm, strings), hints[kind] ?? ''];
  const soon = kind === 'printer' && detail === 'paper-near-end';
  return html`<li class=${soon ? 'soon' : 'new'} data-testid="alarm-${kind}">
    <b>${words.kind[kind](nameOf(subject, view))}</b>
    <span>${words.together(told.filter((text) => text !== ''))}</span>
    <small>${words.since(clockTime(Date.parse(since), view.hall.zone))}</small>
  </li>`;
}

/** Printers and devices by their name instead of their id. */
function nameOf(subject: string, { printers, screens }: BoardView): string {
  const printer = printers.find(({ id }) => id === subject);
  return printer?.name ?? screens.find(({ device }) => device === subject)?.name ?? subject;
}

/** What the detail adds: the service that waits, the condition of a printer or paper, the address; else it is a code. */
function detailWords({ detail, kind, subject }: Alarm, { supervisor }: Strings): string {
  switch (kind) {
    case 'wait-limit':
      return detail;
    case 'printer':
    case 'paper': {
      const known: Readonly<Record<string, string>> = supervisor.equipment.condition;
      const failures: Readonly<Record<string, string>> = supervisor.alarms.failure;
      return known[detail] ?? failures[detail] ?? '';
    }
    case 'voice': {
      const known: Readonly<Record<string, string>> = supervisor.alarms.voice;
      return known[detail] ?? '';
    }
    case 'public-url':
      return subject;
    case 'clock':
    case 'screen':
    case 'sound':
    case 'store':
      return '';
    default:
      return unreachable(kind);
  }
}

function paperLine({ at, failure, number, print }: PaperTrouble, words: Words, zone: string): unknown {
  const hint = words.paperHint[print];
  return html`<li class="soon" data-testid="paper-${number}">
    <b>${words.paper[print](number)}</b>
    <span>${words.together(failure === null ? [hint] : [words.failure[failure], hint])}</span>
    <small>${clockTime(Date.parse(at), zone)}</small>
  </li>`;
}

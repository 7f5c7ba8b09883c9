import { html, nothing } from 'lit';
import type { BoardView, ScreenState } from '../protocol/views.ts';
import { clockTime } from '../ui/hall-time.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';

export interface EquipmentLine {
  readonly label: string;
  readonly state: 'ok' | 'low' | 'bad';
  readonly words: string;
}

/** Printers one by one, then what is out of order one by one, then the sound rest by kind. */
export function equipmentLines({ hall, printers, screens }: BoardView, strings: Strings): readonly EquipmentLine[] {
  const words = strings.supervisor.equipment;
  const lines: EquipmentLine[] = printers.map(({ condition, name, queued }) => ({
    label: words.printer(name),
    state: printerState(condition),
    words: words.condition[condition] + (queued > 0 ? words.queued(queued) : ''),
  }));
  const sound = new Map<string, number>();
  for (const screen of screens) {
    const trouble = screenTrouble(screen, hall.zone, strings);
    if (trouble === null) sound.set(screen.kind, (sound.get(screen.kind) ?? 0) + 1);
    else lines.push(trouble);
  }
  for (const [kind, count] of sound) {
    lines.push({ label: words.several(kindWords(kind, strings), count), state: 'ok', words: words.ok });
  }
  return lines;
}

function printerState(condition: BoardView['printers'][number]['condition']): EquipmentLine['state'] {
  if (condition === 'ready') return 'ok';
  return condition === 'paper-near-end' || condition === 'unasked' ? 'low' : 'bad';
}

function screenTrouble(screen: ScreenState, zone: string, strings: Strings): EquipmentLine | null {
  const words = strings.supervisor.equipment;
  const label = screenLabel(screen, strings);
  if (!screen.connected) return { label, state: 'bad', words: words.cut(clockTime(Date.parse(screen.since), zone)) };
  return screen.sound === 'off' ? { label, state: 'low', words: words.silent } : null;
}

function screenLabel({ kind, name, window }: ScreenState, strings: Strings): string {
  if (name !== '') return name;
  const words = kindWords(kind, strings);
  return window === null ? words : strings.supervisor.equipment.ofWindow(words, window);
}

function kindWords(kind: string, { supervisor }: Strings): string {
  const known: Readonly<Record<string, string>> = supervisor.equipment.kind;
  return known[kind] ?? kind;
}

export function equipmentList(view: BoardView, strings: Strings): unknown {
  const words = strings.supervisor.equipment;
  const lines = equipmentLines(view, strings);
  return html`<div data-testid="equipment">
    <h2>${words.heading}</h2>
    ${lines.length === 0 ? html`<p class="calm">${words.none}</p>` : nothing}
    <ul class="dev">
      ${lines.map(({ label, state, words: told }) => html`<li><span>${label}</span><b class=${state}>${told}</b></li>`)}
    </ul>
  </div>`;
}

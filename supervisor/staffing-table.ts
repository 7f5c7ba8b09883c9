import { html, nothing } from 'lit';
import type { Expected, HalfHourAdvice, WaitTarget } from '../domain/staffing/advice.ts';
import type { StaffingView } from '../protocol/schemas/staffing-schema.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { isFew, percentText } from './figure-cells.ts';
import { perHour } from './staffing-chart.ts';

type Words = Strings['supervisor']['staffing'];

/** The figures of the chart, each with what it was worked out from; `few` is what few samples are called. */
export function staffingTable({ halfHours, target }: StaffingView, words: Words, few: string): unknown {
  const { columns } = words;
  const heads = [
    columns.arrivals,
    columns.handling,
    columns.load,
    columns.windows,
    columns.expected,
    columns.advised,
    columns.expectedAdvised,
  ];
  return html`<section class="parts staff-table" data-testid="staffing-table">
    <h2>${words.table}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${columns.time}</th>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${halfHours.map((each) => row(each, target, words, few))}
      </tbody>
    </table>
  </section>`;
}

function row(half: HalfHourAdvice, target: WaitTarget, words: Words, few: string): unknown {
  const { advised, arrivals, expectedAdvised, from, handling, handlingOf, load, to, windows, windowsThere } = half;
  const hours = perHour(arrivals.denominator);
  const rate = perHour(arrivals.value);
  const minutes = handling.value === null ? null : handling.value.toFixed(1);
  return html`<tr data-testid="half-${from}">
    <th scope="row">${words.between(from, to)}</th>
    ${cell(rate, words.tickets(String(arrivals.numerator), hours), mark(arrivals.numerator, few))}
    ${
      minutes === null
        ? none()
        : cell(
            minutes,
            words.minutesEach(perHour(handling.numerator), handling.denominator),
            mark(handling.denominator, few),
            handlingOf === 'day' ? words.wholeDay : null,
          )
    }
    ${load === null || minutes === null ? none() : cell(load.toFixed(2), words.loadOf(rate, minutes))}
    ${cell(String(windowsThere), words.windowHours(perHour(windows.numerator), perHour(windows.denominator)))}
    ${expectedCell(half, target, words)}
    ${advised === null ? (load === null ? none() : cell('—', words.tooMany)) : cell(String(advised), advised === 0 ? words.noOne : '')}
    ${expectedAdvised === null || arrivals.numerator === 0 ? none() : waitCell(expectedAdvised, target, words)}
  </tr>`;
}

function expectedCell({ expected, load, windowsThere }: HalfHourAdvice, target: WaitTarget, words: Words): unknown {
  if (expected === null || load === null) return none();
  if (expected !== 'unstable') return waitCell(expected, target, words);
  return html`<td>
    <b class="unstable">${words.unstable}</b><small>${words.loadOver(load.toFixed(2), windowsThere)}</small>
  </td>`;
}

function waitCell({ meanWaitMin, withinTarget }: Expected, { minutes }: WaitTarget, words: Words): unknown {
  return cell(meanWaitMin.toFixed(1), words.within(minutes, percentText(withinTarget)));
}

function mark(n: number, few: string): string | null {
  return isFew(n) ? few : null;
}

function cell(value: string, from: string, few: string | null = null, note: string | null = null): unknown {
  return html`<td>
    <b>${value}</b
    ><small
      >${from}${note === null ? nothing : html`<br />${note}`}${few === null ? nothing : html` <em class="few">${few}</em>`}</small
    >
  </td>`;
}

function none(): unknown {
  return html`<td class="none">—</td>`;
}

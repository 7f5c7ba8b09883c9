import { html, nothing } from 'lit';
import type { DayFigures, Figure } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { isFew, minutesText, percentText } from './figure-cells.ts';

type Words = Strings['supervisor']['report'];
type Part = DayFigures['services'][number];

export interface PartsTable {
  readonly heading: string;
  readonly parts: readonly Part[];
  readonly nameOf: (part: Part) => string;
  readonly id: string;
}

/** The same figures for each service, window or person, with the same fractions. */
export function partsTable({ heading, id, nameOf, parts }: PartsTable, words: Words): unknown {
  const { columns } = words;
  const heads = [
    columns.issued,
    columns.called,
    columns.handled,
    columns.meanWait,
    columns.p90Wait,
    columns.overLimit,
    columns.noShow,
    columns.meanHandling,
    columns.rated,
    columns.good,
    columns.bad,
  ];
  return html`<section class="parts" data-testid="parts-${id}">
    <h2>${heading}</h2>
    ${
      parts.length === 0
        ? html`<p class="calm">${words.nothing}</p>`
        : html`<table>
            <thead>
              <tr>
                <td></td>
                ${heads.map((head) => html`<th scope="col">${head}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${parts.map((part) => row(part, nameOf(part), words))}
            </tbody>
          </table>`
    }
  </section>`;
}

function row(part: Part, name: string, words: Words): unknown {
  return html`<tr data-testid="part-${part.key}">
    <th scope="row">${name}</th>
    <td>${part.issued}</td>
    <td>${part.called}</td>
    <td>${part.handled}</td>
    ${mean(part.meanWait, words)} ${ninth(part.p90Wait, part.called, words)} ${share(part.overLimit, words)}
    ${share(part.noShow, words)} ${mean(part.meanHandling, words)} ${share(part.rated, words)}
    ${share(part.good, words)} ${share(part.bad, words)}
  </tr>`;
}

function mean({ denominator, numerator, value }: Figure, words: Words): unknown {
  const text = value === null ? null : minutesText(value);
  return cell(text, words.fraction(minutesText(numerator), String(denominator)), denominator, words);
}

function share({ denominator, numerator, value }: Figure, words: Words): unknown {
  const text = value === null ? null : `${percentText(value)}${words.percent}`;
  return cell(text, words.fraction(String(numerator), String(denominator)), denominator, words);
}

function ninth(ms: number | null, n: number, words: Words): unknown {
  return cell(ms === null ? null : minutesText(ms), words.ofValues(n), n, words);
}

function cell(value: string | null, fraction: string, n: number, words: Words): unknown {
  if (value === null) return html`<td class="none">—</td>`;
  return html`<td>
    <b>${value}</b><small>${fraction}${isFew(n) ? html` <em class="few">${words.few}</em>` : nothing}</small>
  </td>`;
}

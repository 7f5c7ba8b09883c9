import { html, nothing } from 'lit';
import type { FigureSet } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { figureCells, type FigureCell } from './figure-cells.ts';

type Words = Strings['supervisor']['report'];

const LEVELS = ['5', '4', '3', '2', '1'] as const;

/** A ruled sheet: each figure with its formula and fraction under it. */
export function figureSheet(set: FigureSet, words: Words): unknown {
  return html`<dl class="figs" data-testid="figures">
    ${figureCells(set, words).map((cell) => figure(cell, words))}
  </dl>`;
}

function figure({ few, formula, fraction, key, name, unit, value }: FigureCell, words: Words): unknown {
  return html`<div data-testid="figure-${key}">
    <dt>${name}${few ? html` <span class="few">${words.few}</span>` : nothing}</dt>
    ${
      value === null
        ? html`<dd class="v none">${words.noData}</dd>`
        : html`<dd class="v">${value}<small>${unit}</small></dd>`
    }
    <dd class="f">${formula}<br /><b>${fraction}</b></dd>
  </div>`;
}

/** How many gave which level. Unrated is told beside them and never counted among them. */
export function levelBars({ ratings, unrated }: FigureSet, words: Words): unknown {
  const all = LEVELS.reduce((sum, level) => sum + ratings[level], 0);
  const most = Math.max(1, ...LEVELS.map((level) => ratings[level]));
  return html`<section class="levels" data-testid="levels">
    <h2>${words.levelsHeading}<small>${words.levelsNote(all, unrated.numerator)}</small></h2>
    <table>
      ${LEVELS.map(
        (level) =>
          html`<tr>
            <th scope="row">${words.levels[level]}</th>
            <td class="n">${ratings[level]}</td>
            <td class="bar"><i .style=${`width: ${(100 * ratings[level]) / most}%`}></i></td>
          </tr>`,
      )}
    </table>
  </section>`;
}

import { html, nothing } from 'lit';
import type { BoardView } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { isFew, minutesText, percentText } from './figure-cells.ts';

/** How well the last day of service was foretold, in one sentence with its formula; nothing where nothing was told. */
export function forecastLine({ forecast }: BoardView, { supervisor }: Strings): unknown {
  if (forecast === null || forecast.maeS === null || forecast.covered === null) return nothing;
  const { day, n, maeS, covered } = forecast;
  const words = supervisor.forecast;
  return html`<p class="forecast" data-testid="forecast">
    ${words.told(day.slice(5), n, minutesText(maeS * 1_000), percentText(covered))}
    ${isFew(n) ? html`<em class="few">${supervisor.report.few}</em>` : nothing}
    <small>${words.formula}</small>
  </p>`;
}

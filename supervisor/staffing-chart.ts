import { html, nothing, svg } from 'lit';
import type { HalfHourAdvice } from '../domain/staffing/advice.ts';
import type { StaffingView } from '../protocol/schemas/staffing-schema.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';

type Words = Strings['supervisor']['staffing'];

/** Pixels from the top: windows stand on the first line, arrivals on the second, the clock below. */
const TOP = 34;
const WINDOWS_AT = 200;
const ARRIVALS_FROM = 232;
const ARRIVALS_AT = 312;
const HEIGHT = 340;
/** Words fit above a column when no more stand side by side. */
const COLUMNS_WITH_WORDS = 24;

export function perHour(value: number | null): string {
  return String(Number((value ?? 0).toFixed(1)));
}

/**
 * Drawn in percent of the width and pixels of the height, so that columns stretch and words do not. What the picture
 * says stands in `told` and in the table below.
 */
export function staffingChart({ halfHours, target }: StaffingView, words: Words, told: string): unknown {
  const column = 100 / halfHours.length;
  const most = Math.max(1, ...halfHours.flatMap(({ advised, windowsThere }) => [advised ?? 0, windowsThere]));
  const busiest = Math.max(1, ...halfHours.map(({ arrivals }) => arrivals.value ?? 0));
  const scale: Scale = {
    column,
    window: (WINDOWS_AT - TOP) / most,
    arrival: (ARRIVALS_AT - ARRIVALS_FROM) / busiest,
    hasWords: halfHours.length <= COLUMNS_WITH_WORDS,
  };
  return html`<figure class="staff-chart">
    <h2>${words.chart}<small>${words.chartNote(target.minutes)}</small></h2>
    <ul class="legend" aria-hidden="true">
      <li class="there">${words.legendThere}</li>
      <li class="advised">${words.legendAdvised}</li>
      <li class="short">${words.legendUnstable}</li>
      <li class="few-bar">${words.legendFew}</li>
    </ul>
    <svg role="img" aria-label=${words.chartTold(words.chart, told)} height=${HEIGHT} data-testid="staffing-chart">
      <defs>
        <pattern id="unstable-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect class="hatch-ground" width="7" height="7"></rect>
          <rect class="hatch-line" width="2.5" height="7"></rect>
        </pattern>
      </defs>
      <text class="axis" x="0" y="14">${words.axisWindows}</text>
      <text class="axis" x="0" y=${ARRIVALS_FROM - 8}>${words.axisArrivals}</text>
      ${halfHours.map((each, index) => drawn(each, index, scale, words))}
      <line class="base" x1="0" x2="100%" y1=${WINDOWS_AT} y2=${WINDOWS_AT}></line>
      <line class="base" x1="0" x2="100%" y1=${ARRIVALS_AT} y2=${ARRIVALS_AT}></line>
    </svg>
  </figure>`;
}

interface Scale {
  /** Percent of the width. */
  readonly column: number;
  /** Pixels a window, and an arrival an hour. */
  readonly window: number;
  readonly arrival: number;
  readonly hasWords: boolean;
}

function drawn(half: HalfHourAdvice, index: number, scale: Scale, words: Words): unknown {
  const { advised, arrivals, expected, few, from, windowsThere } = half;
  const at = (share: number): string => `${((index + share) * scale.column).toFixed(3)}%`;
  const wide = (share: number): string => `${(share * scale.column).toFixed(3)}%`;
  const there = windowsThere * scale.window;
  const needed = (advised ?? 0) * scale.window;
  const isUnstable = expected === 'unstable';
  const comes = (arrivals.value ?? 0) * scale.arrival;
  const top = WINDOWS_AT - Math.max(there, needed);
  return svg`
    <rect class="there" x=${at(0.2)} width=${wide(0.6)} y=${WINDOWS_AT - there} height=${there}></rect>
    ${
      isUnstable && needed > there
        ? svg`<rect class="short" fill="url(#unstable-hatch)" x=${at(0.2)} width=${wide(0.6)} y=${WINDOWS_AT - needed}
            height=${needed - there}></rect>`
        : nothing
    }
    ${
      advised === null || advised === 0
        ? nothing
        : svg`<line class="advised" x1=${at(0.1)} x2=${at(0.9)} y1=${WINDOWS_AT - needed} y2=${WINDOWS_AT - needed}></line>`
    }
    ${advised === null || advised === 0 ? nothing : svg`<text class="need" x=${at(0.5)} y=${WINDOWS_AT - needed - 5}>${advised}</text>`}
    ${
      isUnstable && scale.hasWords
        ? svg`<text class="word" x=${at(0.5)} y=${top - 22}>${words.unstable}</text>`
        : nothing
    }
    ${there === 0 ? nothing : svg`<text class="is" x=${at(0.5)} y=${WINDOWS_AT - 5}>${windowsThere}</text>`}
    <rect class=${few ? 'comes few-bar' : 'comes'} x=${at(0.2)} width=${wide(0.6)} y=${ARRIVALS_AT - comes}
      height=${comes}></rect>
    ${
      scale.hasWords && comes > 0
        ? svg`<text class="rate" x=${at(0.5)} y=${ARRIVALS_AT - comes - 4}>${perHour(arrivals.value)}</text>`
        : nothing
    }
    ${
      from.endsWith(':00') || halfFits(scale)
        ? svg`<text class="clock" x=${at(0)} y=${HEIGHT - 8}>${from}</text>`
        : nothing
    }`;
}

function halfFits({ column }: Scale): boolean {
  return column >= 100 / COLUMNS_WITH_WORDS;
}

/** What the chart shows, in a few sentences. */
export function chartInWords(halfHours: readonly HalfHourAdvice[], words: Words): string {
  const busiest = halfHours.reduce<HalfHourAdvice | null>(
    (best, each) => ((each.arrivals.value ?? 0) > (best?.arrivals.value ?? 0) ? each : best),
    null,
  );
  const most = halfHours.reduce<HalfHourAdvice | null>(
    (best, each) => ((each.advised ?? 0) > (best?.advised ?? 0) ? each : best),
    null,
  );
  const times = unstableTimes(halfHours).map(({ from, to }) => words.between(from, to));
  return [
    busiest === null ? '' : words.busiest(busiest.from, busiest.to, perHour(busiest.arrivals.value)),
    most === null ? '' : words.most(most.from, most.to, most.advised ?? 0),
    times.length === 0 ? words.enough : words.notEnough(times.join(words.list)),
  ].join('');
}

/** Neighbours told as one. */
function unstableTimes(
  halfHours: readonly HalfHourAdvice[],
): readonly { readonly from: string; readonly to: string }[] {
  const times: { readonly from: string; to: string }[] = [];
  for (const { expected, from, to } of halfHours) {
    if (expected !== 'unstable') continue;
    const last = times.at(-1);
    if (last?.to === from) last.to = to;
    else times.push({ from, to });
  }
  return times;
}

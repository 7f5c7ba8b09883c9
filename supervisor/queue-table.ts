import { html, nothing } from 'lit';
import type { BoardView } from '../protocol/views.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { minutesOf } from './durations.ts';

export type QueueLoad = 'none' | 'calm' | 'near' | 'over';

type Queue = BoardView['queues'][number];

const MINUTE_MS = 60_000;
/** From this share of the limit on a queue is near it. */
const NEAR = 0.75;
/** Where the limit stands in every bar, in percent of its track: one straight line down the table. */
const LIMIT_AT = 68.97;
/** Beyond this a bar leaves no room for its words, which then stand in it. */
const LONG_BAR = 82;

export function queueLoad({ longestMs, limitMin }: Pick<Queue, 'longestMs' | 'limitMin'>): QueueLoad {
  if (longestMs === null) return 'none';
  const share = longestMs / (limitMin * MINUTE_MS);
  if (share > 1) return 'over';
  return share >= NEAR ? 'near' : 'calm';
}

/** Percent of the track: every bar is scaled to its own limit and ends at the track’s end. */
export function barLength({ longestMs, limitMin }: Pick<Queue, 'longestMs' | 'limitMin'>): number {
  return Math.min(100, ((longestMs ?? 0) / (limitMin * MINUTE_MS)) * LIMIT_AT);
}

export function queueTable(queues: readonly Queue[], strings: Strings): unknown {
  const words = strings.supervisor.queues;
  return html`<section data-testid="queues">
    <h2>${words.heading}<small>${words.note}</small></h2>
    <table class="q">
      <thead>
        <tr>
          <th scope="col" colspan="2">${words.service}</th>
          <th scope="col" class="c">${words.waiting}</th>
          <th scope="col" class="lim"><span>${words.limit}</span></th>
          <th scope="col" class="r">${words.longest}</th>
          <th scope="col" class="r">${words.limitMin}</th>
        </tr>
      </thead>
      <tbody>
        ${queues.map((queue) => queueRow(queue, words))}
      </tbody>
    </table>
  </section>`;
}

function queueRow(queue: Queue, words: Strings['supervisor']['queues']): unknown {
  const load = queueLoad(queue);
  const length = barLength(queue);
  return html`<tr class=${load} data-testid="queue-${queue.prefix}">
    <td>
      <i class="plate"><i>${queue.prefix}</i></i>
    </td>
    <th scope="row">
      ${queue.service}${
        queue.wait === null ? nothing : html`<small>${words.newcomer(queue.wait.low, queue.wait.high)}</small>`
      }
    </th>
    <td class="c">${queue.waiting}</td>
    <td>
      <div class="meter ${length > LONG_BAR ? 'long' : ''}">
        ${
          queue.longestMs === null
            ? nothing
            : html`<i
                  role="img"
                  aria-label=${words.barOf(minutesOf(queue.longestMs), queue.limitMin)}
                  .style=${`width: ${length.toFixed(1)}%`}
                ></i
                ><em>${loadWords(queue, load, words)}</em>`
        }
      </div>
    </td>
    <td class="w">${queue.longestMs === null ? '—' : minutesOf(queue.longestMs)}</td>
    <td class="l">${queue.limitMin}</td>
  </tr>`;
}

function loadWords(queue: Queue, load: QueueLoad, words: Strings['supervisor']['queues']): string {
  if (load === 'near') return words.near;
  return load === 'over' ? words.over(minutesOf((queue.longestMs ?? 0) - queue.limitMin * MINUTE_MS)) : '';
}

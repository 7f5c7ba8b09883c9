import { html } from 'lit';
import { announcementText } from '../domain/announcement/announcement-text.ts';
import { sentence } from '../domain/announcement/sentence.ts';
import type { AnnouncementView } from '../protocol/views.ts';
import { cssVariables } from '../ui/css-variables.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import type { Call } from './calls.ts';
import { numberClass, seal } from './parts.ts';

/** The call, set as the sentence that is spoken. `ran` is how much of its time had run out when it was first drawn. */
export function callSentence(call: Call, ran: number, strings: Strings): unknown {
  const text = callText(call, strings);
  const parts = sentence(text, call.number, call.window);
  const [up, on] = parted(parts?.between ?? '');
  return html`<div
    class=${call.fresh ? 'call new' : 'call'}
    ${cssVariables({ '--ran': `${-ran}ms` })}
    data-testid="call"
    data-number=${call.number}
    data-window=${call.window}
  >
    <p>
      ${say(parts?.before ?? '')}<span class=${numberClass(call.number)} data-testid="call-number">${call.number}</span
      >${say(up, on !== '')}
    </p>
    <p>${say(on)}${seal(call.window, 'full')}${tail(parts?.after ?? '')}</p>
  </div>`;
}

/** The announcement in the page's language; the hall's own words in its own. */
export function callText(
  call: Pick<Call, 'number' | 'window' | 'text'> & { readonly kind?: AnnouncementView['kind'] },
  { display }: Strings,
): string {
  const template = call.kind === 'no-show' ? display.noShowText : display.callText;
  return template === '' ? call.text : announcementText(template, call.number, call.window);
}

/** 号到 stands as 号 before the break of a narrow screen and 到 after it. */
function parted(between: string): readonly [string, string] {
  const [, up = between, on = ''] = /^(.+)(到)$/.exec(between) ?? [];
  return [up, on];
}

function tail(after: string): unknown {
  const [, place = after, rest = ''] = /^(.*?窗口)(.+)$/.exec(after) ?? [];
  return place === '' ? '' : html`<span class="say tail"><span>${place}</span><span>${rest}</span></span>`;
}

function say(words: string, joined = false): unknown {
  return words === '' ? '' : html`<span class=${joined ? 'say joined' : 'say'}>${words}</span>`;
}

import { html, type TemplateResult } from 'lit';
import type { WindowView } from '../protocol/views.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';
import { windowSeal } from './window-seal.ts';

export interface RestScene {
  readonly strings: Strings;
  readonly language: Language;
  readonly view: WindowView;
}

/** Nothing to rate: whose pad this is, and calm words. */
export function restStep({ strings, language, view }: RestScene): TemplateResult {
  const words = strings.rating;
  const { hall } = view;
  const open = view.status === 'open';
  const say = open ? words.idle : view.status === 'paused' ? words.paused : words.closed;
  return html`
    <header class="mast rule">
      <span class="mark" aria-hidden="true"><i>${hall.mark}</i></span>
      <b class="t">${nameIn(hall, language)}</b>
    </header>
    <div class="rest" data-testid="rest">
      <p class="win">${windowSeal(strings, view.no, open ? 'now' : 'mute')}</p>
      <div class="say">
        <h1>${say}</h1>
        <p>${words.idleSub}</p>
      </div>
    </div>
  `;
}

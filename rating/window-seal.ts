import { html, type TemplateResult } from 'lit';
import type { Strings } from '../ui/strings/zh-CN.ts';

/** The window as a seal, in words on the side the language puts them. */
export function windowSeal({ rating: words }: Strings, no: number, look: 'now' | 'mute' = 'now'): TemplateResult {
  return html`<b class="t">${words.windowBefore}</b
    ><b class="seal ${look === 'mute' ? 'mute' : ''} ${no > 9 ? 'two' : ''}"><i>${no}</i></b
    ><b class="t">${words.windowAfter}</b>`;
}

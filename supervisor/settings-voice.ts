import { html } from 'lit';
import { at } from './json-tree.ts';
import { type Draft, field, LINES } from './settings-fields.ts';

/** 声音: what makes the calls heard, and in which words. */
export function voiceSection(draft: Draft): unknown {
  const { engines, fields, hints, promptsSpoken, voice } = draft.words;
  return html`<section data-testid="settings-voice">
    <h2>${voice}</h2>
    <div class="grid">
      ${field(draft, 'voice.engine', fields.engine, { choices: Object.entries(engines), hint: hints.engine })}
      ${field(draft, 'voice.speed', fields.speed, { kind: 'number', hint: hints.speed })}
      ${field(draft, 'voice.pack', fields.pack, { nullable: true, hint: hints.pack })}
      ${field(draft, 'voice.prompts', fields.prompts, {
        choices: Object.entries(promptsSpoken),
        show: (tree, path) => (at(tree, path) === true ? 'true' : 'false'),
        read: (chosen) => chosen === 'true',
      })}
      ${field(draft, 'voice.then', fields.then, { ...LINES, hint: hints.then })}
    </div>
    <div class="grid two">
      ${field(draft, 'recallText', fields.recallText, { nullable: true, hint: hints.recallText })}
      ${field(draft, 'noShowText', fields.noShowText, { nullable: true, hint: hints.noShowText })}
      ${field(draft, 'callTextEn', fields.callTextEn, { hint: hints.callTextEn })}
    </div>
  </section>`;
}

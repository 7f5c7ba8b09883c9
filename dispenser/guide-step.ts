import { html, nothing, type TemplateResult } from 'lit';
import { waitingLine } from './choose-step.ts';
import { type DispenserService, type Scene, serviceName } from './scene.ts';

/** What to bring, then one key for the number. */
export function guideStep(scene: Scene, service: DispenserService): TemplateResult {
  const { strings, language, category, live, press } = scene;
  const words = strings.dispenser;
  const usable = live && service.open;
  return html`
    <div class="guide-h">
      <i class="plate"><i>${service.prefix}</i></i>
      <div>
        <h2>${serviceName(service, language)}</h2>
        <p>${service.open ? (live ? waitingLine(scene, service) : nothing) : (service.reason ?? words.closed)}</p>
      </div>
      ${
        category === 'ordinary'
          ? nothing
          : html`<p class="chosen">${words.chosenCategory(words.category[category])}</p>`
      }
    </div>
    <div class="guide">
      <h3>${words.materials}</h3>
      ${
        service.materials.length === 0
          ? html`<p class="ok">${words.noMaterials}</p>`
          : html`<ol>
                ${service.materials.map(
                  ({ name, note }, index) => html`<li><i>${index + 1}</i>${name}<small>${note}</small></li>`,
                )}
              </ol>
              <p class="ok">${words.incomplete}</p>`
      }
    </div>
    <div class="acts">
      <button class="key" type="button" data-testid="back" @click=${() => press({ what: 'back' })}>
        ${words.back}
      </button>
      <button
        class="key ${usable ? 'go' : 'off'}"
        type="button"
        ?disabled=${!usable}
        data-testid="take"
        @click=${() => press({ what: 'take' })}
      >
        ${words.take}
      </button>
    </div>
  `;
}

import { html, nothing, type TemplateResult } from 'lit';
import { type DispenserService, type Scene, serviceName } from './scene.ts';

/** Keys on one page; more services come on further pages. */
const KEYS = 10;
const ELDER_KEYS = 6;

export function pagesOf(services: readonly DispenserService[], elder: boolean): number {
  return Math.max(1, Math.ceil(services.length / (elder ? ELDER_KEYS : KEYS)));
}

/** The start: a key a service, each with its plate and how many wait. */
export function chooseStep(scene: Scene): TemplateResult {
  const { strings, view, elder, page, category } = scene;
  const words = strings.dispenser;
  const size = elder ? ELDER_KEYS : KEYS;
  const shown = view.services.slice(page * size, (page + 1) * size);
  const sub = category === 'ordinary' ? words.sub : words.chosenCategory(words.category[category]);
  return html`
    <h2 class="ask">${elder ? words.elderAsk : category === 'ordinary' ? words.ask : words.askPriority}</h2>
    ${elder ? hearLine(scene) : html`<p class="sub">${sub}</p>`}
    ${shown.length === 0 ? html`<p class="empty">${words.none}</p>` : nothing}
    <div class="list" role="group" aria-label=${words.ask}>${shown.map((service) => serviceKey(scene, service))}</div>
    ${bar(scene)}
  `;
}

function hearLine({ strings, category, canSpeak, press }: Scene): TemplateResult {
  const words = strings.dispenser;
  const line = category === 'ordinary' ? words.elderSub : words.chosenCategory(words.category[category]);
  return html`<p class="hear">
    <span>${line}</span>
    ${
      canSpeak
        ? html`<button class="key" type="button" @click=${() => press({ what: 'hear' })}>${words.hearAgain}</button>`
        : nothing
    }
  </p>`;
}

function serviceKey(scene: Scene, service: DispenserService): TemplateResult {
  const { strings, language, live, press } = scene;
  const words = strings.dispenser;
  const usable = live && service.open;
  const state = service.open ? waitingLine(scene, service) : (service.reason ?? words.closed);
  return html`<button
    type="button"
    class="key svc ${usable ? '' : 'off'}"
    ?disabled=${!usable}
    data-testid="service-${service.id}"
    @click=${() => press({ what: 'service', service: service.id })}
  >
    <i class="plate"><i>${service.prefix}</i></i>
    <b>${serviceName(service, language)}</b>
    <span>${live || !service.open ? state : nothing}</span>
  </button>`;
}

/**
 * How many wait, and how long an ordinary ticket taken now would, where that can be told; priority waits less. That
 * nobody waits for a service is not said where its windows are busy with the people of others.
 */
export function waitingLine({ strings, category }: Scene, { waiting, wait }: DispenserService): unknown {
  const words = strings.dispenser;
  const people = words.waitingFor(waiting);
  return wait === null || category !== 'ordinary'
    ? people
    : html`${waiting === 0 && wait.low > 0 ? nothing : people}
        <em data-testid="wait">${words.waitOfNew(wait.low, wait.high)}</em>`;
}

function bar(scene: Scene): TemplateResult {
  const { strings, elder, view, page, category, press } = scene;
  const words = strings.dispenser;
  const pages = pagesOf(view.services, elder);
  return html`<div class="bar">
    <button class="key wide" type="button" data-testid="elder" @click=${() => press({ what: 'elder' })}>
      <b>${elder ? words.ordinary : words.elder}</b>${elder ? nothing : html`<span>${words.elderNote}</span>`}
    </button>
    ${
      category === 'ordinary'
        ? html`<button class="key" type="button" data-testid="priority" @click=${() => press({ what: 'priority' })}>
            ${words.priority}
          </button>`
        : html`<button
            class="key on"
            type="button"
            data-testid="drop-priority"
            @click=${() => press({ what: 'category', category: 'ordinary' })}
          >
            ${words.dropPriority}
          </button>`
    }
    ${
      pages > 1
        ? html`<button class="key" type="button" data-testid="more" @click=${() => press({ what: 'more' })}>
            <span>${words.more}<small>${words.pageOf(page + 1, pages)}</small></span>
          </button>`
        : nothing
    }
    <button
      class="key"
      type="button"
      lang=${scene.language === 'en' ? 'zh-CN' : 'en'}
      data-testid="language"
      @click=${() => press({ what: 'language' })}
    >
      ${words.otherLanguage}
    </button>
  </div>`;
}

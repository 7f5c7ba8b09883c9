import { html } from 'lit';
import { append, at, isJsonRecord, type Json, listAt, removeAt, textAt } from './json-tree.ts';
import { type Draft, field, LINES, MATERIAL_LINES } from './settings-fields.ts';

export function hallSection(draft: Draft): unknown {
  const { fields, hall, hints, words } = draft.words;
  return html`<section>
    <h2>${hall}</h2>
    <div class="grid">
      ${field(draft, 'name', fields.name)} ${field(draft, 'nameEn', fields.nameEn)} ${field(draft, 'mark', fields.mark)}
      ${field(draft, 'hotline', fields.hotline)} ${field(draft, 'zone', fields.zone)}
    </div>
    <h2>${words}</h2>
    <div class="grid two">
      ${field(draft, 'callText', fields.callText, { hint: hints.callText })}
      ${field(draft, 'oneAs', fields.oneAs, { hint: hints.oneAs })} ${field(draft, 'notices', fields.notices, LINES)}
    </div>
  </section>`;
}

export function ruleSection(draft: Draft): unknown {
  const { fields, hints, reasons, rules } = draft.words;
  const number = { kind: 'number' } as const;
  const version = Number(textAt(draft.tree, 'ratingReasons.version'));
  return html`<section>
    <h2>${rules}</h2>
    <div class="grid">
      ${field(draft, 'rules.recallIntervalS', fields.recallIntervalS, number)}
      ${field(draft, 'rules.recallsAtMost', fields.recallsAtMost, number)}
      ${field(draft, 'rules.undoWithinS', fields.undoWithinS, number)}
      ${field(draft, 'rules.reinstateBehind', fields.reinstateBehind, number)}
      ${field(draft, 'rules.arriveAfterS', fields.arriveAfterS, {
        ...number,
        nullable: true,
        hint: hints.arriveAfterS,
      })}
    </div>
    <p class="note">${reasons(version, listAt(draft.tree, 'ratingReasons.items').length)}</p>
  </section>`;
}

export function serviceSection(draft: Draft): unknown {
  const { addService, services } = draft.words;
  return html`<section data-testid="settings-services">
    <h2>${services}</h2>
    ${listAt(draft.tree, 'services').map((_, index) => serviceRow(draft, index))}
    <button
      type="button"
      class="key"
      data-testid="add-service"
      @click=${() => draft.put('services', listAt(append(draft.tree, 'services', NEW_SERVICE), 'services'))}
    >
      ${addService}
    </button>
  </section>`;
}

const NEW_SERVICE: Json = {
  id: '',
  prefix: '',
  name: '',
  nameEn: '',
  firstNumber: 1,
  waitLimitMin: 30,
  closedBecause: null,
  materials: [],
};

function serviceRow(draft: Draft, index: number): unknown {
  const { fields, hints, removeService, remove } = draft.words;
  const path = `services.${index}`;
  const name = textAt(draft.tree, `${path}.name`);
  return html`<fieldset class="row" data-testid="service-${index}">
    <legend>${textAt(draft.tree, `${path}.prefix`)} ${name}</legend>
    <div class="grid">
      ${field(draft, `${path}.prefix`, fields.prefix, { hint: hints.prefix })}
      ${field(draft, `${path}.name`, fields.serviceName)} ${field(draft, `${path}.nameEn`, fields.nameEn)}
      ${field(draft, `${path}.id`, fields.id, { hint: hints.id })}
      ${field(draft, `${path}.materials`, fields.materials, MATERIAL_LINES)}
      ${field(draft, `${path}.firstNumber`, fields.firstNumber, { kind: 'number' })}
      ${field(draft, `${path}.waitLimitMin`, fields.waitLimitMin, { kind: 'number' })}
      ${field(draft, `${path}.closedBecause`, fields.closedBecause, { nullable: true, hint: hints.closedBecause })}
      <button
        type="button"
        class="key"
        aria-label=${removeService(name)}
        @click=${() => draft.put('services', listAt(removeAt(draft.tree, 'services', index), 'services'))}
      >
        ${remove}
      </button>
    </div>
  </fieldset>`;
}

export function windowSection(draft: Draft): unknown {
  const { addWindow, windows } = draft.words;
  const list = listAt(draft.tree, 'windows');
  const next = 1 + Math.max(0, ...list.map((_, index) => Number(textAt(draft.tree, `windows.${index}.no`)) || 0));
  const added: Json = { no: next, name: '', services: 'all' };
  return html`<section data-testid="settings-windows">
    <h2>${windows}</h2>
    ${list.map((_, index) => windowRow(draft, index))}
    <button type="button" class="key" data-testid="add-window" @click=${() => draft.put('windows', [...list, added])}>
      ${addWindow}
    </button>
  </section>`;
}

function windowRow(draft: Draft, index: number): unknown {
  const { fields, remove, removeWindow } = draft.words;
  const path = `windows.${index}`;
  const no = textAt(draft.tree, `${path}.no`);
  return html`<fieldset class="row window" data-testid="window-row-${index}">
    <legend>${no}</legend>
    ${field(draft, `${path}.no`, fields.no, { kind: 'number' })} ${field(draft, `${path}.name`, fields.windowName)}
    ${windowServices(draft, `${path}.services`)}
    <button
      type="button"
      class="key"
      aria-label=${removeWindow(no)}
      @click=${() => draft.put('windows', listAt(removeAt(draft.tree, 'windows', index), 'windows'))}
    >
      ${remove}
    </button>
  </fieldset>`;
}

/** All services, or the ticked ones. */
function windowServices(draft: Draft, path: string): unknown {
  const { allServices, fields } = draft.words;
  const all = at(draft.tree, path) === 'all';
  const chosen = new Set(listAt(draft.tree, path));
  const services = listAt(draft.tree, 'services').filter(isJsonRecord);
  const fault = draft.faults.find((one) => one.path === path || one.path.startsWith(`${path}.`));
  const tick = (id: Json, on: boolean): void =>
    draft.put(path, on ? [...chosen, id] : [...chosen].filter((one) => one !== id));
  return html`<div
    class="field ticks ${fault === undefined ? '' : 'wrong'}"
    role="group"
    aria-label=${fields.windowServices}
  >
    <label
      ><input
        type="checkbox"
        .checked=${all}
        @change=${() => draft.put(path, all ? services.map(({ id }) => id ?? '') : 'all')}
      />${allServices}</label
    >
    ${
      all
        ? ''
        : services.map(
            ({ id = '', name }) =>
              html`<label
                ><input
                  type="checkbox"
                  .checked=${chosen.has(id)}
                  @change=${(event: Event) => tick(id, (event.currentTarget as HTMLInputElement).checked)}
                />${name}</label
              >`,
          )
    }
    ${fault === undefined ? '' : html`<p class="fault">${fault.text}</p>`}
  </div>`;
}

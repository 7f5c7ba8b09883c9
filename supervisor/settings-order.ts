import { html, nothing } from 'lit';
import { type OrderFacts, orderFacts } from '../domain/queue/order/order-facts.ts';
import { type PriorityShare, ratioWithoutPriority } from '../domain/queue/order/ratio-warning.ts';
import { ORDER_RULES } from '../domain/settings/settings.ts';
import { orderSentence } from '../ui/order-sentence.ts';
import type { Strings } from '../ui/strings/supervisor-strings.ts';
import { type Json, textAt } from './json-tree.ts';
import { type Draft, field } from './settings-fields.ts';

/** 谁先办: the rule, the figures it needs, its sentence for citizens, and what speaks against it. */
export function orderSection(draft: Draft, strings: Strings, share: PriorityShare | null): unknown {
  const { fields, order, orders } = draft.words;
  const facts = factsOf(draft.tree);
  const warning = orderWarning(draft.tree, strings, share);
  return html`<section data-testid="settings-order">
    <h2>${order}</h2>
    <div class="grid">
      ${field(draft, 'rules.order', fields.order, { choices: Object.entries(orders) })} ${figureFields(draft)}
    </div>
    ${
      facts === null ? nothing : html`<p class="note" data-testid="order-sentence">${orderSentence(facts, strings)}</p>`
    }
    ${warning === null ? nothing : html`<p class="told" role="status" data-testid="order-warning">${warning}</p>`}
  </section>`;
}

/** Said while it is edited and when it is saved; it stops nobody. */
export function orderWarning(tree: Json, { supervisor }: Strings, share: PriorityShare | null): string | null {
  const facts = factsOf(tree);
  if (facts?.rule !== 'ratio' || share === null) return null;
  const percent = ratioWithoutPriority(facts, share);
  return percent === null ? null : supervisor.settings.ratioWarning(percent);
}

function figureFields(draft: Draft): unknown {
  const { fields, hints } = draft.words;
  const number = { kind: 'number' } as const;
  const order = textAt(draft.tree, 'rules.order');
  const aged = field(draft, 'rules.agedAfterMin', fields.agedAfterMin, { ...number, hint: hints.agedAfterMin });
  if (order === 'accumulating') return field(draft, 'rules.priorityWeight', fields.priorityWeight, number);
  if (order === 'strict') return aged;
  if (order !== 'ratio') return nothing;
  return html`${field(draft, 'rules.ratioPriority', fields.ratioPriority, number)}
  ${field(draft, 'rules.ratioOrdinary', fields.ratioOrdinary, number)} ${aged}`;
}

/** Null while a figure is not a figure. */
function factsOf(tree: Json): OrderFacts | null {
  const order = ORDER_RULES.find((rule) => rule === textAt(tree, 'rules.order'));
  if (order === undefined) return null;
  const figure = (name: string): number => Number(textAt(tree, `rules.${name}`) || Number.NaN);
  const facts = orderFacts({
    order,
    priorityWeight: figure('priorityWeight'),
    ratioPriority: figure('ratioPriority'),
    ratioOrdinary: figure('ratioOrdinary'),
    agedAfterMin: figure('agedAfterMin'),
  });
  return Object.values(facts).some((value) => typeof value === 'number' && !(value > 0)) ? null : facts;
}

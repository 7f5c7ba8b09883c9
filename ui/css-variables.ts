import { noChange } from 'lit';
import {
  directive,
  Directive,
  type DirectiveParameters,
  type ElementPart,
  type PartInfo,
  PartType,
} from 'lit/directive.js';

/**
 * Sets CSS variables of an element through its style object: `<ul ${cssVariables({ '--rows': 5 })}>`.
 * Lit's own `styleMap` writes a style attribute at first, which the pages' content security policy blocks.
 */
class CssVariables extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('cssVariables stands in the tag itself');
  }

  override update(part: ElementPart, [variables]: DirectiveParameters<this>): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(variables)) style.setProperty(name, String(value));
    return noChange;
  }

  render(_variables: Readonly<Record<`--${string}`, string | number>>): typeof noChange {
    return noChange;
  }
}

export const cssVariables = directive(CssVariables);

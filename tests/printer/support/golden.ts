import { encodeTicket } from '../../../ticket-printer/escpos-encoder.ts';
import type { PaperWidth } from '../../../ticket-printer/line.ts';
import type { TextDrawer } from '../../../ticket-printer/text-drawer.ts';
import { layoutTicket } from '../../../ticket-printer/ticket-layout.ts';
import type { PaperFacts } from '../../../protocol/paper.ts';

/** Golden tickets need no font of the machine; one that asks for it is not golden. */
const noFonts: TextDrawer = {
  has: (sign) => {
    throw new Error(`a golden ticket with a rare sign: ${sign}`);
  },
  draw: (text) => {
    throw new Error(`a golden ticket with a drawn line: ${text}`);
  },
};

export function goldenFile(name: string, width: PaperWidth): URL {
  return new URL(`../golden/${name}-${width}.bin`, import.meta.url);
}

export function plainTicket(facts: PaperFacts, width: PaperWidth): Uint8Array {
  return encodeTicket(layoutTicket(facts, width), width, noFonts, (why) => {
    throw new Error(why);
  });
}

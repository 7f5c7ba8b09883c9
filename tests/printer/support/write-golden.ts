/** Writes the golden tickets anew, after a change of the paper that is meant: `npx tsx` this file, then look at the diff. */
import { writeFileSync } from 'node:fs';
import { facts } from './facts.ts';
import { goldenFile, plainTicket } from './golden.ts';

for (const width of [58, 80] as const) {
  writeFileSync(goldenFile('ticket', width), plainTicket(facts(), width));
  writeFileSync(goldenFile('copy', width), plainTicket(facts({ copy: true, number: 'AB012', wait: null }), width));
}

import { hallRows } from './commands/hall-rows.ts';
import type { CommandRow } from './commands/row.ts';
import { citizenRows, ticketRows } from './commands/ticket-rows.ts';
import { windowRows } from './commands/window-rows.ts';

/** Every command there is; HTTP, OpenAPI, rights and the pages' client read this table. */
export const COMMANDS: readonly CommandRow[] = [...ticketRows, ...windowRows, ...citizenRows, ...hallRows];

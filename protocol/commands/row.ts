import { z } from 'zod';
import type { Actor } from '../../domain/actor.ts';
import type { HallCommand } from '../../domain/commands.ts';
import type { TextHash } from '../../domain/events.ts';
import type { PrinterId } from '../../domain/paper/job.ts';
import type { HallId, TicketId, TicketNumber, WindowNo } from '../../domain/values.ts';
import type { Action } from '../rights.ts';

/** What the edge knows besides the body: who asks, and the parts of the path, each parsed. */
export interface Asked {
  readonly hall: HallId;
  readonly by: Actor;
  readonly window: WindowNo;
  readonly number: TicketNumber;
  readonly ticket: TicketId;
  /** Where the sender prints; null: there is no printer. */
  readonly printer: PrinterId | null;
  /** Puts words away in the private table and gives the hash that stands for them in the log. */
  readonly keep: (text: string) => TextHash;
}

/** One row a command: HTTP, OpenAPI, rights and the pages' client all read it. */
export interface CommandRow {
  readonly name: string;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly action: Action;
  readonly status: 200 | 201;
  readonly summary: string;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
  /** The body has passed `body`. */
  readonly command: (body: unknown, asked: Asked) => HallCommand;
}

interface Row<Body extends z.ZodType> extends Omit<CommandRow, 'body' | 'command' | 'status' | 'answer'> {
  readonly status?: 200 | 201;
  readonly body: Body;
  readonly answer?: z.ZodType;
  readonly command: (body: z.output<Body>, asked: Asked) => HallCommand;
}

export function row<Body extends z.ZodType>({
  status = 200,
  answer = z.object({}),
  command,
  ...rest
}: Row<Body>): CommandRow {
  return { ...rest, status, answer, command: (body, asked) => command(body as z.output<Body>, asked) };
}

/** For commands that say all with their path. */
export const nothing = z.strictObject({});
export const print = z.enum(['none', 'queued', 'printed', 'failed', 'unknown']);
export const numbered = z.object({ number: z.string() });

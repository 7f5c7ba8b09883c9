import { z } from 'zod';
import { CATEGORIES, CHANNELS, OUTCOMES, TICKET_STATUSES } from '../../domain/queue/ticket.ts';
import type { PriorityShareView, TicketRecord } from '../views/ticket-record.ts';
import { choiceSchema } from './board-schema.ts';
import { dayText, instantText } from './hall-schema.ts';

export const ticketRecordSchema = z.object({
  number: z.string(),
  service: z.string(),
  serviceName: z.string(),
  category: z.enum(CATEGORIES),
  channel: z.enum(CHANNELS),
  status: z.enum(TICKET_STATUSES),
  issuedAt: instantText,
  calledAt: instantText.nullable(),
  lastCalledAt: instantText.nullable(),
  window: z.int().nullable(),
  staff: z.string().nullable(),
  choice: choiceSchema.nullable(),
  noShows: z.int(),
  arrivedAt: instantText.nullable(),
  finishedAt: instantText.nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
}) satisfies z.ZodType<TicketRecord>;

export const priorityShareSchema = z.object({
  from: dayText,
  to: dayText,
  priority: z.int(),
  issued: z.int(),
}) satisfies z.ZodType<PriorityShareView>;

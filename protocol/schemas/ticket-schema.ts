import { z } from 'zod';
import { TICKET_STATUSES } from '../../domain/queue/ticket.ts';
import { print } from '../commands/row.ts';
import { level } from '../fields.ts';
import type { TicketView } from '../views.ts';
import { hallFactsSchema, instantText, reasonList, waitRange } from './hall-schema.ts';

export const ticketSchema = z.object({
  hall: hallFactsSchema,
  number: z.string(),
  service: z.string(),
  serviceName: z.string(),
  serviceNameEn: z.string(),
  status: z.enum(TICKET_STATUSES),
  ahead: z.int().nullable(),
  wait: waitRange,
  window: z.int().nullable(),
  print,
  issuedAt: instantText,
  calls: z.array(z.object({ number: z.string(), window: z.int() })).max(3),
  canCancel: z.boolean(),
  rating: z.object({ can: z.boolean(), level: level.nullable(), reasons: reasonList }),
}) satisfies z.ZodType<TicketView>;

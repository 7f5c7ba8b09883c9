import { z } from 'zod';
import type { TicketRef } from '../../domain/commands.ts';
import { category, channel, level, rating, serviceId } from '../fields.ts';
import { type Asked, type CommandRow, nothing, numbered, print, row } from './row.ts';

const ticketPath = (key: string): string => `/halls/:hall/tickets/:number/${key}`;
const ref = (asked: Asked): TicketRef => ({ number: asked.number });

/** Taking a ticket, and what staff put right about one. */
export const ticketRows: readonly CommandRow[] = [
  row({
    name: 'issue-ticket',
    path: '/halls/:hall/tickets',
    action: 'issue-ticket',
    status: 201,
    summary: 'Take a number.',
    body: z.strictObject({ service: serviceId, category: category.default('ordinary'), channel: channel.optional() }),
    answer: z.object({
      id: z.string(),
      number: z.string(),
      service: z.string(),
      ahead: z.int(),
      wait: z.object({ low: z.int(), high: z.int() }).nullable(),
      print,
      issuedAt: z.iso.datetime(),
      token: z.string().nullable(),
      url: z.string().nullable(),
    }),
    command: (body, { by, printer }) => ({
      type: 'issue-ticket',
      ...body,
      channel: body.channel ?? (by.kind === 'device' ? 'dispenser' : 'reception'),
      printer,
    }),
  }),
  row({
    name: 'cancel-ticket',
    path: ticketPath('cancel'),
    action: 'cancel-ticket',
    summary: 'Cancel a ticket.',
    body: nothing,
    answer: numbered.extend({ status: z.string() }),
    command: (_, asked) => ({ type: 'cancel-ticket', ticket: ref(asked) }),
  }),
  row({
    name: 'change-service',
    path: ticketPath('change-service'),
    action: 'change-service',
    summary: 'Change a ticket’s service; number and wait stay.',
    body: z.strictObject({ service: serviceId }),
    answer: numbered.extend({ service: z.string() }),
    command: ({ service }, asked) => ({ type: 'change-service', ticket: ref(asked), service }),
  }),
  row({
    name: 'reinstate',
    path: ticketPath('reinstate'),
    action: 'reinstate',
    summary: 'Back into the queue after a no-show.',
    body: nothing,
    answer: numbered.extend({ status: z.string() }),
    command: (_, asked) => ({ type: 'reinstate', ticket: ref(asked) }),
  }),
  row({
    name: 'reprint',
    path: ticketPath('reprint'),
    action: 'reprint',
    summary: 'Another paper, marked as a copy.',
    body: nothing,
    answer: numbered.extend({ print }),
    command: (_, asked) => ({ type: 'reprint', ticket: ref(asked), printer: asked.printer }),
  }),
  row({
    name: 'confirm-paper',
    path: ticketPath('paper'),
    action: 'confirm-paper',
    summary: 'Whether the paper came, seen by a person.',
    body: z.strictObject({ came: z.boolean() }),
    answer: numbered.extend({ print }),
    command: ({ came }, asked) => ({ type: 'confirm-paper', ticket: ref(asked), came }),
  }),
];

/** What a citizen does with their own ticket; its token is the right. */
export const citizenRows: readonly CommandRow[] = [
  row({
    name: 'cancel-own-ticket',
    path: '/tickets/:token/cancel',
    action: 'cancel-own-ticket',
    summary: 'The citizen cancels.',
    body: nothing,
    answer: numbered.extend({ status: z.string() }),
    command: (_, { ticket }) => ({ type: 'cancel-ticket', ticket: { id: ticket } }),
  }),
  row({
    name: 'rate-own-ticket',
    path: '/tickets/:token/rating',
    action: 'rate-own-ticket',
    summary: 'The citizen rates.',
    body: rating,
    answer: numbered.extend({ level }),
    command: ({ level: given, reasons, text }, { ticket, keep }) => ({
      type: 'rate',
      ticket: { id: ticket },
      channel: 'ticket',
      window: null,
      level: given,
      reasons,
      text: text === undefined ? null : keep(text),
    }),
  }),
];

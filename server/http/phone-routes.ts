import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';
import { COMMANDS } from '../../protocol/commands.ts';
import type { CommandRow } from '../../protocol/commands/row.ts';
import { unknownTicketPage, phonePage } from '../../ui/phone-page/phone-page.ts';
import type { FilledRating, PhoneOptions } from '../../ui/phone-page/phone-options.ts';
import { readRatingForm } from '../../ui/phone-page/rating-form.ts';
import { languages, pickLanguage } from '../../ui/strings/strings.ts';
import { execute, type Executed } from './command-routes.ts';
import { type Context, ENDED, isPerson, principalOf } from './context.ts';
import { findByToken, type FoundTicket } from './find-ticket.ts';
import { permissions } from './permissions.ts';

const FORM_AT_MOST = '16kb';

/** What a form led to, to be told on the page it came from. */
interface Told {
  readonly problem?: string;
  readonly filled?: FilledRating;
}

/** The citizen's page of a ticket: works before any script, its two forms are plain posts. */
export function phoneRoutes(app: Express, context: Context, pages: string): void {
  const assets = phoneAssets(pages);
  const cancel = rowOf('cancel-own-ticket');
  const rate = rowOf('rate-own-ticket');

  const show = async (request: Request, response: Response, told: Told = {}): Promise<void> => {
    const token = String(request.params['token']);
    const found = await findByToken(context, request, token);
    const language = pickLanguage(stringOf(request.query['lang']) ?? request.headers['accept-language']);
    const options: PhoneOptions = {
      path: `/t/${token}`,
      token,
      language,
      now: context.core().hub.now(),
      formKey: randomUUID(),
      assets,
      ask: request.query['ask'] === 'cancel' ? 'cancel' : undefined,
      ...told,
    };
    response.type('html').setHeader('cache-control', 'no-store').setHeader('permissions-policy', permissions('phone'));
    if (found === 'too-many') response.status(429).send(unknownTicketPage(languages[language], options));
    else if (found === undefined) response.status(404).send(unknownTicketPage(languages[language], options));
    else
      response.status(told.problem === undefined ? 200 : 409).send(phonePage(found.view, languages[language], options));
  };

  /** Carries out a form's command as the holder of the token; a staff session cannot rate here either. */
  const run = async (
    request: Request,
    response: Response,
    row: CommandRow,
    body: unknown,
  ): Promise<Executed | undefined> => {
    const token = String(request.params['token']);
    const found = await findByToken(context, request, token);
    if (found === undefined || found === 'too-many') return undefined;
    const principal = await principalOf(context, request, response);
    if (principal === ENDED) return undefined;
    if (row === rate && (await isPerson(context, request)))
      return { ok: false, status: 403, code: 'forbidden', facts: {} };
    return execute(context, row, senderOf(found, principal), body, formKey(request), { token });
  };

  const back = (request: Request): string => {
    const lang = stringOf(request.query['lang']);
    return `/t/${String(request.params['token'])}${lang === undefined ? '' : `?lang=${encodeURIComponent(lang)}`}`;
  };

  app.get('/t/:token', (request, response) => show(request, response));
  const form = express.text({ type: 'application/x-www-form-urlencoded', limit: FORM_AT_MOST });

  app.post('/t/:token/cancel', form, async (request, response) => {
    const done = await run(request, response, cancel, {});
    if (response.headersSent) return;
    if (done?.ok === true) response.redirect(303, back(request));
    else await show(request, response, done === undefined ? {} : { problem: done.code });
  });

  app.post('/t/:token/rating', form, async (request, response) => {
    const read = readRatingForm(formOf(request));
    if (!read.ok) {
      await show(request, response, { problem: read.problem, filled: read.filled });
      return;
    }
    const parsed = rate.body.safeParse(read.rating);
    const done = parsed.success
      ? await run(request, response, rate, parsed.data)
      : ({ ok: false, code: 'invalid' } as const);
    if (response.headersSent) return;
    if (done?.ok === true) response.redirect(303, back(request));
    else await show(request, response, done === undefined ? {} : { problem: done.code, filled: read.filled });
  });
}

function senderOf(
  { hall, ticket }: FoundTicket,
  principal: Exclude<Awaited<ReturnType<typeof principalOf>>, typeof ENDED>,
) {
  return { hall, by: { kind: 'citizen', ticket }, ticket, principal } as const;
}

function rowOf(name: string): CommandRow {
  const row = COMMANDS.find((each) => each.name === name);
  if (row === undefined) throw new Error(`no command ${name}`);
  return row;
}

function formOf(request: Request): URLSearchParams {
  return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

/** The page's own key; a browser that lost it still sends its form once. */
function formKey(request: Request): string {
  const key = formOf(request).get('key') ?? '';
  return /^[\x21-\x7e]{1,128}$/.test(key) ? key : randomUUID();
}

function stringOf(raw: unknown): string | undefined {
  return typeof raw === 'string' ? raw : undefined;
}

/** Addresses of the built style and script; a page without them still says everything. */
function phoneAssets(pages: string): PhoneOptions['assets'] {
  const manifest = join(pages, 'manifest.json');
  if (!existsSync(manifest)) return { styles: [], script: null };
  const built = JSON.parse(readFileSync(manifest, 'utf8')) as Record<
    string,
    { file: string; css?: string[] } | undefined
  >;
  const entry = built['phone/main.ts'];
  return {
    styles: (entry?.css ?? []).map((file) => `/${file}`),
    script: entry === undefined ? null : `/${entry.file}`,
  };
}

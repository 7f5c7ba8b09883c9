import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';
import type { Context } from './context.ts';
import { permissions } from './permissions.ts';

const PAGES: Readonly<Record<string, string>> = {
  '/': 'home',
  '/dispenser': 'dispenser',
  '/display': 'display',
  '/counter': 'counter',
  '/rating': 'rating',
  '/supervisor': 'supervisor',
};
const DAY_MS = 24 * 3_600_000;
const YEAR_MS = 365 * DAY_MS;

/** The built pages. What has a hash in its name is kept by browsers for ever, the pages themselves are asked for anew. */
export function pageRoutes(router: Router, context: Context, folder: string): void {
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: YEAR_MS, index: false }));
  router.get('/favicon.svg', (_, response) => {
    response.sendFile(join(folder, 'favicon.svg'), { maxAge: DAY_MS });
  });
  for (const [path, page] of Object.entries(PAGES)) {
    router.get(path, (_, response, next) => {
      // read anew: a build under a running hub brings pages that name other assets
      const file = join(folder, page, 'index.html');
      if (!existsSync(file)) {
        next();
        return;
      }
      const html = readFileSync(file, 'utf8');
      const [hall = ''] = context.core().hub.halls();
      response.type('html').setHeader('cache-control', 'no-cache').setHeader('permissions-policy', permissions(page));
      const head = `<meta name="hall" content="${hall}"><link rel="icon" href="/favicon.svg"></head>`;
      response.send(html.replace('</head>', head));
    });
  }
}

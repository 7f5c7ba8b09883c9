import { expect, it } from 'vitest';
import { builtPages } from '../support/built.ts';
import { done } from '../support/caller.ts';
import { type RawAnswer, rawRequest } from '../support/raw-request.ts';
import { hall, startHub, type TestHub } from '../support/start-hub.ts';

const PAGES = ['/', '/dispenser', '/display', '/counter', '/rating?window=3', '/supervisor'];

function policyOf(answer: RawAnswer): Readonly<Record<string, string>> {
  const text = String(answer.headers['content-security-policy']);
  return Object.fromEntries(
    text.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(' ');
      return [name, sources.join(' ')];
    }),
  );
}

function expectSafe(answer: RawAnswer, host: string): void {
  expect(policyOf(answer)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'connect-src': `'self' ws://${host} wss://${host}`,
    'media-src': "'self' blob:",
    'font-src': "'self'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'self'",
  });
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'SAMEORIGIN',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(answer.headers).not.toHaveProperty('x-powered-by');
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  // on a plain-HTTP LAN a browser must not be told to go elsewhere
  expect(answer.headers).not.toHaveProperty('strict-transport-security');
}

/** Nothing in the page itself that a browser would run or style by, nothing from elsewhere. */
function expectNothingInline(html: string, page: string): void {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)];
  for (const [, attributes = '', text = ''] of scripts) {
    expect(attributes, page).toMatch(/\ssrc="\/[^/]/);
    expect(text.trim(), page).toBe('');
  }
  expect(html, page).not.toMatch(/<style\b/i);
  expect(html, page).not.toMatch(/\sstyle\s*=/i);
  expect(html, page).not.toMatch(/\son[a-z]+\s*=/i);
  expect(html, page).not.toMatch(/javascript:/i);
  for (const [, address = ''] of html.matchAll(/\s(?:src|href|action)="([^"]*)"/gi))
    expect(address, page).toMatch(/^(?:\/(?!\/)|#|\?|\.?\/?[\w?]|tel:|$)/);
  expect(html, page).not.toMatch(/(?:src|href)="https?:/i);
}

async function pages(): Promise<{ hub: TestHub; host: string; token: string }> {
  const hub = await startHub({ pages: await builtPages() });
  const dispenser = await hub.pair('dispenser');
  const { token } = await done(dispenser.post(`${hall}/tickets`, { service: 'general' }));
  return { hub, host: new URL(hub.url()).host, token: String(token) };
}

it('[S4] every page has a strict policy and safe headers, and nothing in it that the policy would stop', async () => {
  const { hub, host, token } = await pages();
  for (const page of [...PAGES, `/t/${token}`, '/t/no-such']) {
    const answer = await rawRequest(`${hub.url()}${page}`, {});
    expect(answer.status, page).toBe(page === '/t/no-such' ? 404 : 200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expectSafe(answer, host);
    const microphone = page === '/supervisor' ? '(self)' : '()';
    expect(answer.headers['permissions-policy'], page).toContain(`microphone=${microphone}`);
    expectNothingInline(answer.text, page);
    const assets = [...answer.text.matchAll(/\s(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address);
    if (page !== '/t/no-such') expect(assets.length, page).toBeGreaterThan(0);
    for (const address of assets) {
      const asset = await rawRequest(`${hub.url()}${address}`, {});
      expect(asset.status, address).toBe(200);
      expect(asset.headers['cache-control'], address).toContain('immutable');
      expectSafe(asset, host);
    }
  }
});

it('[S4] answers, refusals and what is not there have the same headers, and answers are kept nowhere', async () => {
  const { hub, host } = await pages();
  for (const path of ['/api/v1/halls/qingxi', '/api/v1/halls/qingxi/board', '/api/v1/no-such']) {
    const answer = await rawRequest(`${hub.url()}${path}`, {});
    expectSafe(answer, host);
    expect(answer.headers['cache-control'], path).toBe('no-store');
  }
  for (const path of [
    '/no-such',
    '/assets/no-such.js',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/healthz',
  ])
    expectSafe(await rawRequest(`${hub.url()}${path}`, {}), host);
  const above = await rawRequest(`${hub.url()}/assets/..%2f..%2f..%2fpackage.json`, {});
  expect(above.status).toBeGreaterThanOrEqual(400);
  expect(above.text).not.toContain('devDependencies');
});

it('a page that asks under a strange host name gets a policy without it', async () => {
  const { hub } = await pages();
  const answer = await rawRequest(`${hub.url()}/display`, { headers: { host: "x; script-src 'unsafe-inline'" } });
  expect(policyOf(answer)['script-src']).toBe("'self'");
  expect(policyOf(answer)['connect-src']).toBe("'self' 'self'");
  const lan = await rawRequest(`${hub.url()}/display`, { headers: { host: 'hall.lan:8080' } });
  expect(policyOf(lan)['connect-src']).toBe("'self' ws://hall.lan:8080 wss://hall.lan:8080");
});

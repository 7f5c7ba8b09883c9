import { z } from 'zod';
import { COMMANDS } from '../../protocol/commands.ts';
import type { CommandRow } from '../../protocol/commands/row.ts';
import { AccountBody, ResetBody } from './account-routes.ts';
import { ApproveBody, CodeBody, KeyBody, PairBody, PollBody } from './device-routes.ts';
import { PasswordBody, SignInBody } from './session-routes.ts';

type Json = Readonly<Record<string, unknown>>;

const json = (schema: unknown): Json => ({ content: { 'application/json': { schema } } });
const problem = {
  description: 'Problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return schema;
};

/** Paths that are not commands: method, path, what it is, its body. */
const OTHERS: readonly (readonly ['get' | 'post' | 'delete', string, string, z.ZodType?])[] = [
  ['post', '/session', 'Sign in.', SignInBody],
  ['get', '/session', 'Who is signed in.'],
  ['delete', '/session', 'Sign out.'],
  ['post', '/session/password', 'Change one’s own password.', PasswordBody],
  ['get', '/device', 'The paired device itself.'],
  ['post', '/pairing', 'Pair by a one-time key.', PairBody],
  ['post', '/pairing/codes', 'Ask for a pairing code.', CodeBody],
  ['post', '/pairing/codes/poll', 'Whether the code was approved.', PollBody],
  ['get', '/halls/{hall}', 'Public hall view.'],
  ['get', '/tickets/{token}', 'The citizen’s own ticket.'],
  ['get', '/halls/{hall}/board', 'The supervisor’s board.'],
  ['get', '/halls/{hall}/reports/daily', 'A day’s figures.'],
  ['get', '/halls/{hall}/settings', 'The hall’s settings.'],
  ['get', '/halls/{hall}/devices', 'Paired devices.'],
  ['post', '/halls/{hall}/devices', 'Approve a pairing code.', ApproveBody],
  ['post', '/halls/{hall}/devices/{device}/revoke', 'Revoke a device.'],
  ['post', '/halls/{hall}/pairing-keys', 'Make a one-time pairing link.', KeyBody],
  ['get', '/halls/{hall}/accounts', 'The hall’s people.'],
  ['post', '/halls/{hall}/accounts', 'Add an account.', AccountBody],
  [
    'post',
    '/halls/{hall}/accounts/{staffNo}/password',
    'Set a password, to be changed at the first sign-in.',
    ResetBody,
  ],
  ['post', '/halls/{hall}/accounts/{staffNo}/disable', 'Disable an account.'],
  ['post', '/halls/{hall}/accounts/{staffNo}/enable', 'Enable and unlock an account.'],
  ['get', '/openapi.json', 'This description.'],
];

let document: Json | undefined;

/** OpenAPI 3.1 from the schemas that the routes parse with. */
export function openApi(server: string): Json {
  document ??= describe();
  return { ...document, servers: [{ url: `${server}/api/v1` }] };
}

function describe(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const row of COMMANDS) {
    const path = row.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], post: commandOperation(row, path) };
  }
  for (const [method, path, summary, body] of OTHERS) {
    const operation = {
      operationId: operationId(method, path),
      summary,
      ...parameters(path, method === 'post' && path !== '/session'),
      ...(body === undefined ? {} : { requestBody: json(schemaOf(body, 'input')) }),
      responses: { '2XX': { description: 'Done', ...json({}) }, default: problem },
    };
    paths[path] = { ...paths[path], [method]: operation };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Paihao 排号',
      version: '1',
      summary: 'Queue and window service of a government service hall',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['title', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            errors: {
              type: 'array',
              items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
            },
          },
        },
      },
      securitySchemes: {
        device: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'paihao-session' },
      },
    },
  };
}

function commandOperation(row: CommandRow, path: string): Json {
  const own = path.startsWith('/tickets/');
  return {
    operationId: row.name,
    summary: row.summary,
    ...parameters(path, true),
    requestBody: json(schemaOf(row.body, 'input')),
    responses: {
      [String(row.status)]: { description: 'Done', ...json(schemaOf(row.answer, 'output')) },
      default: problem,
    },
    security: own ? [] : [{ device: [] }, { session: [] }],
  };
}

function parameters(path: string, keyed: boolean): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
  };
  const all = keyed ? [...inPath, key] : inPath;
  return all.length === 0 ? {} : { parameters: all };
}

function operationId(method: string, path: string): string {
  return `${method}${path.replace(/[^A-Za-z]+/g, '-').replace(/-$/, '')}`;
}

import { z } from 'zod';
import { COMMANDS } from '../../protocol/commands.ts';
import type { CommandRow } from '../../protocol/commands/row.ts';
import { settingsSchema } from '../../protocol/schemas/staff-schema.ts';
import { SESSION_COOKIE } from '../auth/principal.ts';
import { DESCRIBED_ROUTES, type DescribedRoute } from './described-routes.ts';

type Json = Readonly<Record<string, unknown>>;

const json = (schema: unknown): Json => ({ content: { 'application/json': { schema } } });
const PROBLEM = {
  description: 'Problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const SECURITY = {
  anybody: [],
  device: [{ device: [] }],
  person: [{ session: [] }],
} as const;

let document: Json | undefined;

/** OpenAPI 3.1 from the schemas that the routes parse with. */
export function openApi(server: string): Json {
  document ??= describe();
  return { ...document, servers: [{ url: `${server}/api/v1` }] };
}

function describe(): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const row of COMMANDS) {
    const path = row.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], post: commandOperation(row, path) };
  }
  for (const route of DESCRIBED_ROUTES) {
    const servers = route.outside === true ? { servers: [{ url: '/' }] } : {};
    paths[route.path] = { ...paths[route.path], ...servers, [route.method]: operation(route) };
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
      schemas: { Problem: problemSchema() },
      securitySchemes: {
        device: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      },
    },
  };
}

function commandOperation(row: CommandRow, path: string): Json {
  const isCitizens = path.startsWith('/tickets/');
  // settings have a reader of their own, which tells more than a schema could
  const body = row.action === 'configure' ? z.strictObject({ settings: settingsSchema }) : row.body;
  return {
    operationId: row.name,
    summary: row.summary,
    ...parameters(path, true),
    requestBody: json(schemaOf(body, 'input')),
    responses: {
      [String(row.status)]: { description: 'Done', ...json(schemaOf(row.answer, 'output')) },
      default: PROBLEM,
    },
    security: isCitizens ? [] : [...SECURITY.device, ...SECURITY.person],
  };
}

function operation(route: DescribedRoute): Json {
  const { method, path, summary, who, keyed = false, query = {}, body, upload, status, answer } = route;
  const done = { description: 'Done', ...(answer === undefined ? {} : content(answer)) };
  return {
    operationId: `${method}${path.replace(/[^A-Za-z]+/g, '-').replace(/-$/, '')}`,
    summary,
    ...parameters(path, keyed, query),
    ...(body === undefined ? {} : { requestBody: json(schemaOf(body, 'input')) }),
    ...(upload === undefined ? {} : { requestBody: bytes(upload) }),
    responses: { [String(status)]: done, ...(route.also503 === true ? { '503': done } : {}), default: PROBLEM },
    security: SECURITY[who],
  };
}

/** OpenAPI 3.1: bytes have a type and no schema. */
function bytes(types: readonly string[]): Json {
  return { required: true, content: Object.fromEntries(types.map((type) => [type, {}])) };
}

function content(answer: NonNullable<DescribedRoute['answer']>): Json {
  if (answer instanceof z.ZodType) return json(schemaOf(answer, 'output'));
  return { content: { [answer.type]: { schema: { type: 'string' } } } };
}

function parameters(path: string, keyed: boolean, query: DescribedRoute['query'] = {}): Json {
  const text = { type: 'string' };
  const all = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: text })),
    ...Object.entries(query).map(([name, type]) => ({ name, in: 'query', schema: schemaOf(type, 'input') })),
    ...(keyed ? [IDEMPOTENCY_KEY] : []),
  ];
  return all.length === 0 ? {} : { parameters: all };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
};

function problemSchema(): Json {
  const text = { type: 'string' };
  const fault = { type: 'object', required: ['path', 'message'], properties: { path: text, message: text } };
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: text,
      errors: { type: 'array', items: fault },
    },
  };
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return schema;
}

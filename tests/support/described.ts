import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Answer } from './answer.ts';

type Json = Readonly<Record<string, unknown>>;
interface Operation {
  readonly method: string;
  readonly path: RegExp;
  /** By status, `2XX` or `default`; a null says that the answer has no body. */
  readonly responses: ReadonlyMap<string, { readonly type: string; readonly fits: ValidateFunction } | null>;
}

const described = new Map<string, Promise<readonly Operation[]>>();

/** Throws where an answer is not as the hub's OpenAPI says. */
export async function checkDescribed(url: string, method: string, path: string, answer: Answer): Promise<void> {
  const operations = described.get(url) ?? readDescription(url);
  described.set(url, operations);
  const [plain = ''] = path.split('?');
  const operation = (await operations).find((each) => each.method === method && each.path.test(plain));
  if (operation === undefined) {
    if (answer.status < 400) throw new Error(`${method} ${path} is not in the description, yet answered`);
    return;
  }
  const { responses } = operation;
  const exact = responses.get(String(answer.status));
  const wide = responses.get(`${String(answer.status)[0] ?? ''}XX`);
  const response = exact !== undefined ? exact : wide !== undefined ? wide : responses.get('default');
  const what = `${method} ${path} ${String(answer.status)}`;
  if (response === undefined) throw new Error(`${what} is not described`);
  if (response === null) {
    if (answer.text !== '') throw new Error(`${what} should have no body: ${answer.text}`);
    return;
  }
  const type = answer.headers.get('content-type')?.split(';')[0];
  if (type !== response.type) throw new Error(`${what} is ${type ?? 'of no type'}, not ${response.type}`);
  if (!response.fits(answer.body))
    throw new Error(`${what} is not as described: ${JSON.stringify(response.fits.errors)} ${answer.text}`);
}

async function readDescription(url: string): Promise<readonly Operation[]> {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as Json;
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  ajv.addSchema({ $id: 'hub:openapi', ...document });
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(document['paths'] as Record<string, Record<string, Json>>)) {
    for (const [method, operation] of Object.entries(item)) {
      if (method === 'servers') continue;
      const at = `hub:openapi#/paths/${pointer(path)}/${method}/responses`;
      const responses = Object.entries(operation['responses'] as Record<string, Json>).map(([status, response]) => {
        const [type] = Object.keys(response['content'] ?? {});
        if (type === undefined) return [status, null] as const;
        return [
          status,
          { type, fits: ajv.compile({ $ref: `${at}/${status}/content/${pointer(type)}/schema` }) },
        ] as const;
      });
      const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
      operations.push({ method: method.toUpperCase(), path: pattern, responses: new Map(responses) });
    }
  }
  return operations;
}

/** RFC 6901, as it stands in an address. */
function pointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** JSON under change: every change is a new tree, and a path names a place as `services.0.prefix`. */
export type Json = string | number | boolean | null | readonly Json[] | JsonRecord;
export interface JsonRecord {
  readonly [key: string]: Json;
}

export function isJsonRecord(tree: Json | undefined): tree is JsonRecord {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}

export function at(tree: Json, path: string): Json | undefined {
  let found: Json | undefined = tree;
  for (const key of path.split('.')) {
    if (Array.isArray(found)) found = (found as readonly Json[])[Number(key)];
    else found = isJsonRecord(found) ? found[key] : undefined;
  }
  return found;
}

export function listAt(tree: Json, path: string): readonly Json[] {
  const found = at(tree, path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** What stands at a path as it would be typed. */
export function textAt(tree: Json, path: string): string {
  const found = at(tree, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

export function put(tree: Json, path: string, value: Json): Json {
  return change(tree, path.split('.'), () => value);
}

export function append(tree: Json, path: string, value: Json): Json {
  return put(tree, path, [...listAt(tree, path), value]);
}

export function removeAt(tree: Json, path: string, index: number): Json {
  return put(
    tree,
    path,
    listAt(tree, path).filter((_, place) => place !== index),
  );
}

function change(tree: Json | undefined, keys: readonly string[], make: () => Json): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return make();
  if (Array.isArray(tree)) {
    return (tree as readonly Json[]).map((item, place) => (place === Number(key) ? change(item, rest, make) : item));
  }
  const record: JsonRecord = isJsonRecord(tree) ? tree : {};
  return { ...record, [key]: change(record[key], rest, make) };
}

/** Names of columns that are not simply the property in snake case, because SQL keeps the word for itself. */
const RENAMED: Readonly<Record<string, string>> = { window: 'window_no', by: 'actor' };

export function columnOf(property: string): string {
  return RENAMED[property] ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `t.has_token AS "hasToken", …`: rows come back with the properties' names. */
export function selectList(properties: readonly string[], table: string): string {
  return properties.map((property) => `${table}.${columnOf(property)} AS "${property}"`).join(', ');
}

/** `INSERT INTO table (has_token, …) VALUES (@hasToken, …)`. */
export function insertInto(table: string, properties: readonly string[]): string {
  const columns = properties.map(columnOf).join(', ');
  return `INSERT INTO ${table} (${columns}) VALUES (${properties.map((property) => `@${property}`).join(', ')})`;
}

/** `has_token = excluded.has_token, …`: what an upsert replaces. */
export function replacing(properties: readonly string[]): string {
  return properties.map((property) => `${columnOf(property)} = excluded.${columnOf(property)}`).join(', ');
}

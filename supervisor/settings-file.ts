import { isJsonRecord, type Json } from './json-tree.ts';

/** Hands the settings to the browser as a file to keep. */
export function saveAsFile(settings: Json, name: string): void {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(settings, null, 2)}\n`], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** The settings in a file, for a hall that keeps its own id; undefined: the file holds none. */
export async function readFile(file: Blob, hall: Json): Promise<Json | undefined> {
  try {
    const read = JSON.parse(await file.text()) as Json;
    return isJsonRecord(read) ? { ...read, hall } : undefined;
  } catch {
    return undefined;
  }
}

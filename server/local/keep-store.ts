import { existsSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { OneAtATime } from '../one-at-a-time.ts';
import type { LocalAnswer, LocalParts } from './local-parts.ts';
import { done, no, wrongUse } from './answers.ts';

export const FileArguments = z.strictObject({
  /** The hub and the command may stand in different folders. */
  file: z.string().refine(isAbsolute, '应为绝对路径 must be an absolute path'),
});

/** A back-up must not read a store that is being replaced. */
const turns = new OneAtATime();

/** The answer is the file. */
export async function backUp(parts: LocalParts, args: unknown): Promise<LocalAnswer> {
  const parsed = FileArguments.safeParse(args);
  if (!parsed.success) return wrongUse(parsed.error);
  const { file } = parsed.data;
  if (!isFileOrNothing(file))
    return { ...no(`${file} 不是文件：写一个文件名 is a folder or a device: give the name of a file`), exit: 2 };
  await turns.run('store', () => parts.store().backup(file));
  return done([file], '已备份 backed up');
}

export async function restore(parts: Pick<LocalParts, 'replaceStore'>, args: unknown): Promise<LocalAnswer> {
  const parsed = FileArguments.safeParse(args);
  if (!parsed.success) return wrongUse(parsed.error);
  await turns.run('store', () => parts.replaceStore(parsed.data.file));
  return done([], '已恢复 restored');
}

export async function rebuild(parts: LocalParts, args: unknown): Promise<LocalAnswer> {
  const parsed = z.strictObject({}).safeParse(args);
  if (!parsed.success) return wrongUse(parsed.error);
  return turns.run('store', async () => {
    const halls = await parts.store().log.halls();
    if (halls.length === 0) return no('没有记录 there are no records');
    for (const hall of halls) await parts.rebuild(hall);
    return done([], `已由日志重建 rebuilt from the log: ${halls.join(', ')}`);
  });
}

/** A back-up is put in the place of what is there: it would take the place of a device or a pipe too. */
function isFileOrNothing(path: string): boolean {
  return !existsSync(path) || statSync(path).isFile();
}

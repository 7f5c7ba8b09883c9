import { z } from 'zod';
import { DEVICE_KINDS } from '../../domain/actor.ts';
import { unreachable, parseWindowNo } from '../../domain/values.ts';
import type { PairFault } from '../auth/devices.ts';
import type { LocalAnswer, LocalParts } from './local-parts.ts';
import { done, findHall, hallArgument, no, parsedBy, wrongUse } from './answers.ts';

export const PairArguments = z.strictObject({
  kind: z.enum(DEVICE_KINDS, `应为其中之一 must be one of ${DEVICE_KINDS.join(', ')}`),
  hall: hallArgument,
  window: parsedBy(parseWindowNo, '应为 1–99 must be 1–99').optional(),
  name: z.string().optional(),
});

/** The answer is one line: the token. */
export async function pairDevice(parts: LocalParts, args: unknown): Promise<LocalAnswer> {
  const parsed = PairArguments.safeParse(args);
  if (!parsed.success) return wrongUse(parsed.error);
  const { kind, window = null, name = '' } = parsed.data;
  const found = await findHall(parts.store(), parsed.data.hall);
  if (!found.ok) return found.answer;
  const { hall } = found;
  if (window !== null && !(await parts.windows(hall)).includes(window))
    return no(`没有这个窗口 no such window: ${window}`);
  const paired = await parts.devices().pair(kind, { hall, window, name }, 'command-line', parts.now());
  if (paired.ok) return done([paired.token], `已配对 paired: ${paired.device.name} (${hall}, ${paired.device.id})`);
  return { ...no(wordsOf(paired.code)), exit: 2 };
}

function wordsOf(code: PairFault): string {
  switch (code) {
    case 'window-needed':
      return '此设备须用 --window 指明窗口 this device needs --window';
    case 'no-window-wanted':
      return '取号机不属于窗口 a dispenser belongs to no window';
    case 'bad-name':
      return '名称为 1–40 个可见字 the name has 1–40 visible signs';
    case 'unknown-key':
    case 'key-expired':
    case 'key-used':
    case 'device-revoked':
      return code;
    default:
      return unreachable(code);
  }
}

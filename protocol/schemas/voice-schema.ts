import { z } from 'zod';
import type { ClipState, PackState, VoiceState } from '../voice.ts';

export const clipStateSchema = z.object({
  word: z.string(),
  durationMs: z.int(),
  fault: z.enum(['silent', 'noise', 'too-long', 'unreadable']).nullable(),
}) satisfies z.ZodType<ClipState>;

export const packStateSchema = z.object({
  name: z.string(),
  clips: z.array(clipStateSchema),
  missing: z.array(z.string()),
}) satisfies z.ZodType<PackState>;

export const voiceStateSchema = z.object({
  engine: z.enum(['built-in', 'system', 'off']),
  condition: z.enum(['ready', 'missing', 'failing', 'off']),
  speaking: z.enum(['built-in', 'system']).nullable(),
  packs: z.array(packStateSchema),
}) satisfies z.ZodType<VoiceState>;

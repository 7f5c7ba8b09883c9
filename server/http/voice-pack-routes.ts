import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { isPackName } from '../../domain/settings/pack-name.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { HallId } from '../../domain/values.ts';
import { nothing } from '../../protocol/commands/row.ts';
import { CLIP_WORD, type PackState, type VoiceState } from '../../protocol/voice.ts';
import { neededCalls } from '../voice/clips/needed-calls.ts';
import { administrator } from './administrator.ts';
import { type Context, idempotencyKey, KEY_FAULT } from './context.ts';
import { parseBody } from './parse-body.ts';
import { sendProblem } from './problem.ts';
import { readRecordingBody } from './read-recording.ts';
import { fieldFault, type Reply, type Repeats } from './repeats.ts';
import { UploadsAtOnce } from './uploads-at-once.ts';

export const PackBody = z.strictObject({ name: z.string().refine(isPackName, 'small letters, figures, hyphens') });

/** A body that does not come whole is hung up on by then; see listener.ts. */
const RETRY_AFTER_S = 15;

/** A hall's packs of recordings, for who keeps its voice. */
export function voicePackRoutes(router: Router, context: Context, repeats: Repeats): void {
  const { clips, voice } = context;
  const uploads = new UploadsAtOnce();

  router.get('/halls/:hall/voice', async (request, response) => {
    const keeper = await administrator(context, 'keep-voice', request, response);
    const settings = keeper === undefined ? undefined : await settingsOf(context, keeper.hall);
    if (keeper === undefined || settings === undefined) return;
    const needed = neededCalls(settings);
    const packs: PackState[] = [];
    for (const name of await clips.packs(keeper.hall)) packs.push(await clips.state(keeper.hall, name, needed));
    const [condition, speaking] = [voice.chosenCondition(keeper.hall), voice.speaking(keeper.hall)];
    response.json({ engine: settings.voice.engine, condition, speaking, packs } satisfies VoiceState);
  });

  router.post('/halls/:hall/voice/packs', async (request, response) => {
    const keeper = await administrator(context, 'keep-voice', request, response);
    const body = keeper === undefined ? undefined : await parseBody(PackBody, request, response);
    if (keeper === undefined || body === undefined) return;
    await repeats.reply(request, response, keeper.by, async (): Promise<Reply> => {
      const { name } = body;
      if (!(await clips.addPack(keeper.hall, name))) return { status: 409, code: 'pack-exists' };
      await audit(context, keeper, 'voice-pack-added', { pack: name });
      const settings = await settingsOf(context, keeper.hall);
      const needed = settings === undefined ? [] : neededCalls(settings);
      return { status: 201, body: await clips.state(keeper.hall, name, needed) };
    });
  });

  async function keepRecording(keeper: Keeper, place: Place, request: Request, response: Response): Promise<void> {
    const recording = await readRecordingBody(request, response);
    request.body = createHash('sha256').update(recording).digest('base64'); // tells a repeat, and is short
    await repeats.reply(request, response, keeper.by, async (): Promise<Reply> => {
      const kept = await clips.keepClip(keeper.hall, place.pack, place.word, recording);
      if (kept === null) return { status: 404, code: 'unknown-pack' };
      if (kept.fault !== null) return fieldFault('recording', kept.fault);
      await audit(context, keeper, 'voice-clip-kept', place);
      return { status: 200, body: kept };
    });
  }

  const CLIP = '/halls/:hall/voice/packs/:pack/clips/:word';

  router.get(CLIP, async (request, response) => {
    const keeper = await administrator(context, 'keep-voice', request, response);
    const place = keeper === undefined ? undefined : placeOf(request, response);
    if (keeper === undefined || place === undefined) return;
    const wav = await clips.clip(keeper.hall, place.pack, place.word);
    if (wav === null) sendProblem(request, response, 404, 'unknown-clip');
    else response.type('audio/wav').send(wav);
  });

  router.post(CLIP, async (request, response) => {
    const keeper = await administrator(context, 'keep-voice', request, response);
    const place = keeper === undefined ? undefined : placeOf(request, response);
    if (keeper === undefined || place === undefined) return;
    if (idempotencyKey(request) === undefined) {
      sendProblem(request, response, 400, 'invalid', { errors: [KEY_FAULT] });
      return;
    }
    const leave = uploads.enter(keeper.by);
    if (leave === undefined) {
      response.setHeader('retry-after', String(RETRY_AFTER_S));
      sendProblem(request, response, 429, 'too-many');
      return;
    }
    try {
      await keepRecording(keeper, place, request, response);
    } finally {
      leave();
    }
  });

  router.post(`${CLIP}/remove`, async (request, response) => {
    const keeper = await administrator(context, 'keep-voice', request, response);
    const body = keeper === undefined ? undefined : await parseBody(nothing, request, response);
    const place = body === undefined ? undefined : placeOf(request, response);
    if (keeper === undefined || place === undefined) return;
    await repeats.reply(request, response, keeper.by, async (): Promise<Reply> => {
      if (!(await clips.removeClip(keeper.hall, place.pack, place.word))) return { status: 404, code: 'unknown-clip' };
      await audit(context, keeper, 'voice-clip-removed', place);
      return { status: 200, body: {} };
    });
  });
}

async function settingsOf(context: Context, hall: HallId): Promise<Settings | undefined> {
  return (
    (await context
      .core()
      .hub.hall(hall)
      ?.read((state) => state.settings)) ?? undefined
  );
}

interface Keeper {
  readonly hall: HallId;
  readonly by: string;
}

interface Place {
  readonly pack: string;
  readonly word: string;
}

/** Names that lead nowhere but to a recording; undefined when the problem is on its way. */
function placeOf(request: Request, response: Response): Place | undefined {
  const { pack, word } = request.params;
  const name = typeof word === 'string' ? word.normalize('NFC').toUpperCase() : '';
  if (!isPackName(pack)) sendProblem(request, response, 404, 'unknown-pack');
  else if (!CLIP_WORD.test(name)) {
    sendProblem(request, response, 400, 'invalid', { errors: [{ path: 'word', message: '1–8 Han signs or letters' }] });
  } else return { pack, word: name };
  return undefined;
}

function audit(context: Context, { hall, by }: Keeper, action: string, facts: object): Promise<void> {
  const { store, hub } = context.core();
  return store.directory.audit({ hall, at: hub.now(hall), by, action, facts: JSON.stringify(facts) });
}

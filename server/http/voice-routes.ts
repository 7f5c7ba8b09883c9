import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Response, Router } from 'express';
import { parseTicketNumber, parseWindowNo } from '../../domain/values.ts';
import { PROMPTS } from '../../protocol/voice.ts';
import { pickLanguage } from '../../ui/strings/strings.ts';
import type { Spoken } from '../voice/hall-voice.ts';
import { administrator } from './administrator.ts';
import { type Context, hallOf } from './context.ts';
import { type Fault, sendProblem } from './problem.ts';

/** A screen that got nothing by then shows the call and goes on. */
const READY_WITHIN_MS = 6_000;
/** A prompt's words stay; the hall may set another voice. */
const PROMPT_KEPT_S = 300;

/** The sound of calls and prompts, public as they are; a trial is for who keeps the voice. */
export function voiceRoutes(router: Router, context: Context): void {
  const { voice } = context;

  router.get('/halls/:hall/announcements/:no/audio', async (request, response) => {
    const hall = hallOf(context, request, response);
    if (hall === undefined) return;
    const no = /^[1-9]\d{0,14}$/.test(request.params.no) ? Number(request.params.no) : null;
    const { epoch } = context.core();
    response.setHeader('x-paihao-epoch', epoch); // numbers come again after a restore
    await send(request, response, no === null ? Promise.resolve('unknown') : voice.announcement(hall, no));
  });

  router.get('/halls/:hall/voice/prompts/:prompt', async (request, response) => {
    const hall = hallOf(context, request, response);
    if (hall === undefined) return;
    const prompt = PROMPTS.find((each) => each === request.params.prompt);
    const wish = request.query['lang'];
    const language = pickLanguage(typeof wish === 'string' ? wish : request.headers['accept-language']);
    const spoken = prompt === undefined ? Promise.resolve('unknown' as const) : voice.prompt(hall, prompt, language);
    await send(request, response, spoken, `public, max-age=${PROMPT_KEPT_S}`);
  });

  router.get('/halls/:hall/voice/try', async (request, response) => {
    const keeper = await administrator(context, 'keep-voice', request, response);
    if (keeper === undefined) return;
    const number = parseTicketNumber(request.query['number']);
    const window = parseWindowNo(request.query['window']);
    if (number === undefined || window === undefined) {
      const errors: Fault[] = [];
      if (number === undefined) errors.push({ path: 'number', message: 'a ticket’s number, such as A012' });
      if (window === undefined) errors.push({ path: 'window', message: '1–99' });
      sendProblem(request, response, 400, 'invalid', { errors });
      return;
    }
    await send(request, response, voice.trial(keeper.hall, number, window));
  });
}

async function send(request: Request, response: Response, spoken: Promise<Spoken>, kept?: string): Promise<void> {
  const sound = await inTime(spoken);
  if (sound === 'late') {
    sendProblem(request, response, 503, 'voice-not-ready');
  } else if (sound === 'off' || sound === 'unknown') {
    sendProblem(request, response, 404, 'no-voice');
  } else {
    if (kept !== undefined) {
      response.setHeader('cache-control', kept);
      response.vary('Accept-Language');
    }
    response.type('audio/wav').setHeader('x-paihao-voice', sound.by);
    response.send(sound.wav);
  }
}

/** What fails is as good as late: it was told in the log. */
async function inTime(spoken: Promise<Spoken>): Promise<Spoken | 'late'> {
  const waiting = new AbortController();
  const late = delay(READY_WITHIN_MS, 'late' as const, { signal: waiting.signal });
  late.catch(() => undefined); // answered before
  try {
    return await Promise.race([spoken.catch(() => 'late' as const), late]);
  } finally {
    waiting.abort();
  }
}

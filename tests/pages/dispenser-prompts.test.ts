// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DispenserPage } from '../../dispenser/dispenser-page.ts';
import { AudioDouble, wavOf } from './support/audio-double.ts';
import { dispenserView } from './support/sample-views.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';

let hub: ScriptedHub;
let stand: Stand;
let audio: AudioDouble;
/** Whether the hub's voice answers. */
let voice: 'ready' | 'missing';
let asked: string[];
let promptMs: number;
let languages: Set<string>;

beforeEach(async () => {
  audio = new AudioDouble(() => null);
  voice = 'ready';
  asked = [];
  promptMs = 80;
  languages = new Set();
  vi.stubGlobal('AudioContext', function open() {
    return audio;
  });
  hub = new ScriptedHub();
  hub.app.get('/api/v1/halls/qingxi/voice/prompts/:prompt', (request, response) => {
    asked.push(request.params.prompt);
    const { lang } = request.query;
    if (typeof lang === 'string') languages.add(lang);
    if (voice === 'missing') response.status(404).end();
    else response.type('audio/wav').send(Buffer.from(wavOf(request.params.prompt, promptMs)));
  });
  hub.answer = () => ({ status: 201, body: { number: 'A018', ahead: 6, wait: null, print: 'queued', url: null } });
  hub.show('dispenser', dispenserView({ prompts: true }));
  await hub.start();
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
  vi.unstubAllGlobals();
});

function open(): void {
  stand = new Stand(hub, (connection) => Object.assign(new DispenserPage(), { connection }));
}

const spoken = (): (string | null)[] => audio.heard.map(({ call }) => call);
const hear = (...prompts: string[]): Promise<void> => vi.waitFor(() => expect(spoken()).toEqual(prompts));

it('a resting machine is silent; whoever touches it is told to choose, once', async () => {
  open();
  await stand.see('service-health');
  await vi.waitFor(() => expect(asked).toHaveLength(5)); // ready before anybody comes
  expect(spoken()).toEqual([]);
  stand.root.querySelector('h2')?.click();
  await hear('choose');
  stand.root.querySelector('h2')?.click();
  await stand.tap('language');
  await stand.read('Social insurance');
  expect([spoken(), audio.sounding]).toEqual([['choose'], 0]);
  stand.pass(61_000);
  await stand.read('请选择要办的业务');
  await stand.tap('language'); // the next citizen
  await hear('choose', 'choose');
  expect(asked).toHaveLength(6);
  expect([...languages]).toEqual(['zh-CN', 'en']);
});

it('says to take the ticket when the paper is out, and that it is being printed only when it takes long', async () => {
  open();
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.read('正在出票');
  stand.pass(2_000);
  await hear('printing');
  hub.show('dispenser', dispenserView({ prompts: true, papers: [{ number: 'A018', print: 'printed' }] }));
  await hear('printing', 'take-ticket');
});

it.each(['failed', 'unknown'] as const)('says that no paper came when it %s', async (print) => {
  open();
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.read('正在出票');
  hub.show('dispenser', dispenserView({ prompts: true, papers: [{ number: 'A018', print }] }));
  await hear('no-paper');
});

it('sends to the staff when it is refused a number', async () => {
  hub.answer = () => ({ status: 409, body: { code: 'service-full', status: 409 } });
  open();
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('trouble');
  await hear('ask-staff');
});

it('sends to the staff without a line too, with the prompt it keeps', async () => {
  open();
  await stand.tap('service-social-insurance');
  await vi.waitFor(() => expect(asked).toHaveLength(5));
  hub.answer = () => 'lost';
  await stand.tap('take');
  await stand.see('busy');
  voice = 'missing';
  stand.pass(30_000);
  await stand.see('trouble');
  await hear('ask-staff');
});

it('in large print too, and the newest prompt replaces the one before', async () => {
  promptMs = 2_000;
  open();
  await vi.waitFor(() => expect(asked).toHaveLength(5));
  await stand.tap('elder');
  await vi.waitFor(() => expect(audio.sounding).toBe(1));
  hub.answer = () => ({ status: 201, body: { number: 'A018', ahead: 6, wait: null, print: 'none', url: null } });
  await stand.tap('service-social-insurance');
  await stand.see('number');
  await vi.waitFor(() => expect(spoken()).toEqual(['choose', 'no-paper']), { timeout: 5_000 });
  const [choose, noPaper] = audio.heard;
  expect(noPaper?.from).toBeGreaterThanOrEqual(choose?.to ?? Infinity);
  expect(choose?.whole).toBe(false);
});

it('where the hall wants no prompts none is asked for or said', async () => {
  hub.show('dispenser', dispenserView());
  open();
  await stand.tap('elder');
  await stand.tap('service-social-insurance');
  await stand.see('number');
  stand.pass(12_000);
  await stand.read('号照样有效');
  expect([asked, spoken(), audio.sounding]).toEqual([[], [], 0]);
});

/** A browser with a Chinese voice of its own: what it was given to say. */
function speakingBrowser(): readonly string[] {
  const said: string[] = [];
  const getVoices = () => [{ lang: 'zh-CN', localService: true }];
  vi.stubGlobal('speechSynthesis', {
    getVoices,
    cancel: () => undefined,
    speak: ({ text }: { text: string }) => said.push(text),
  });
  vi.stubGlobal('SpeechSynthesisUtterance', function utter(text: string) {
    return { text };
  });
  return said;
}

it('in large print the browser says the number where it has a voice', async () => {
  const said = speakingBrowser();
  hub.answer = () => ({ status: 201, body: { number: 'A018', ahead: 6, wait: null, print: 'none', url: null } });
  open();
  await stand.tap('elder');
  await stand.read('再听一遍');
  await stand.tap('service-social-insurance');
  await vi.waitFor(() => expect(said.join()).toContain('A018'));
});

it('where the hall wants no prompts the browser’s own voice is silent too; two soft tones alone ask who is still there', async () => {
  const said = speakingBrowser();
  hub.show('dispenser', dispenserView());
  open();
  await stand.tap('service-social-insurance');
  await stand.see('take');
  stand.pass(46_000);
  await stand.see('still-there');
  expect(audio.sounding).toBe(1);
  await stand.tap('go-on');
  stand.pass(61_000);
  await stand.tap('elder');
  expect(stand.text()).not.toContain('再听一遍');
  await stand.tap('service-social-insurance');
  await stand.see('number');
  expect([said, asked, spoken()]).toEqual([[], [], []]);
});

it('without a voice the machine is silent and works', async () => {
  voice = 'missing';
  open();
  await stand.tap('service-social-insurance');
  await stand.tap('take');
  await stand.see('number');
  expect(spoken()).toEqual([]);
});

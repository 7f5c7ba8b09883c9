// @vitest-environment happy-dom
import express from 'express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PackState, VoiceState } from '../../protocol/voice.ts';
import { SupervisorPage } from '../../supervisor/supervisor-page.ts';
import { tabsFor } from '../../supervisor/tabs.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';
import { boardView, publicView, supervisorPage } from './support/supervisor-views.ts';

const ROOT = '/api/v1/halls/qingxi/voice';

interface Posted {
  readonly path: string;
  readonly type: string | undefined;
  readonly bytes: string;
}

let hub: ScriptedHub;
let stand: Stand;
let pack: PackState;
let state: VoiceState;
let posted: Posted[];
let tried: string[];
let refusal: { readonly status: number; readonly body: object } | null;

beforeEach(async () => {
  posted = [];
  tried = [];
  refusal = null;
  pack = {
    name: 'qingxi-hua',
    clips: [
      { word: '请', durationMs: 410, fault: null },
      { word: '号', durationMs: 900, fault: 'noise' },
    ],
    missing: ['零', '号'],
  };
  state = { engine: 'built-in', condition: 'ready', speaking: 'built-in', packs: [pack] };
  hub = new ScriptedHub();
  hub.answer = () => refusal ?? { status: 200, body: {} };
  hub.show('hall', publicView());
  hub.show('board', boardView());
  hub.app.get(ROOT, (_, response) => void response.set('Cache-Control', 'no-store').json(state));
  hub.app.get(`${ROOT}/try`, (request, response) => {
    tried.push(request.url.split('?')[1] ?? '');
    response.set('x-paihao-voice', 'clips').type('audio/wav').send(Buffer.alloc(44));
  });
  hub.app.post(`${ROOT}/packs/:pack/clips/:word`, express.raw({ type: () => true }), (request, response) => {
    const { pack, word } = request.params;
    const bytes = Buffer.isBuffer(request.body) ? request.body.toString() : '';
    posted.push({ path: `${pack}/${word}`, type: request.headers['content-type'], bytes });
    response.status(refusal?.status ?? 200).json(refusal?.body ?? { word, durationMs: 300, fault: null });
  });
  await hub.start();
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

async function open(): Promise<void> {
  stand = new Stand(hub, (connection) => {
    location.hash = '#voice';
    return new SupervisorPage(supervisorPage(connection));
  });
  await stand.see('voice');
  await vi.waitFor(() => expect(stand.connection.contact.state).toBe('live'));
}

function give(files: readonly File[]): void {
  const input = stand.find('files');
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input?.dispatchEvent(new Event('change'));
}

function submit(form: string, values: Readonly<Record<string, string>>): void {
  const found = stand.find(form);
  for (const [name, value] of Object.entries(values)) {
    const field = found?.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (field !== null && field !== undefined) field.value = value;
  }
  found?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
}

it('who keeps the voice has the tab, nobody else', () => {
  stand = new Stand(hub, () => document.createElement('p'));
  expect(tabsFor('supervisor')).toContain('voice');
  expect(tabsFor('administrator')).toContain('voice');
  expect(tabsFor('appraiser')).not.toContain('voice');
  expect(tabsFor('auditor')).not.toContain('voice');
});

it('the engine, what is missing and what cannot be used are told in words', async () => {
  await open();
  expect(stand.find('engine')?.textContent).toBe('自带的合成：可以用');
  expect(stand.find('missing')?.textContent.replace(/\s+/g, ' ').trim()).toBe('零 号');
  expect(stand.find('clip-请')?.textContent).toContain('0.41 秒');
  expect(stand.find('clip-号')?.textContent).toContain('里面全是杂音');
  expect(stand.find('pack-qingxi-hua')?.textContent).toContain('还缺 2 个词');
});

it('an engine that is not there is told, and one that is off too', async () => {
  state = { engine: 'system', condition: 'missing', speaking: null, packs: [] };
  await open();
  expect(stand.find('engine')?.textContent).toBe('主机上装的 espeak-ng：这台主机上没有装');
  await stand.read('还没有录音包');
  expect(stand.find('recorder')).toBeNull();
});

it.each([
  ['missing', '自带的合成没有装，由主机上的 espeak-ng 程序代替'],
  ['failing', '自带的合成上一次没有说出来，由主机上的 espeak-ng 程序代替'],
] as const)('who speaks in the place of an engine that is %s is told', async (condition, words) => {
  state = { engine: 'built-in', condition, speaking: 'system', packs: [] };
  await open();
  expect(stand.find('engine')?.textContent).toBe(words);
});

it('where the browser gives no microphone the page says why and where it would, and takes files', async () => {
  await open();
  const told = stand.find('insecure')?.textContent;
  expect(told).toContain('HTTPS');
  expect(told).toMatch(new RegExp(`http://127\\.0\\.0\\.1:${new URL(hub.url).port}/supervisor$`));
  expect(stand.find('key-space')).toBeNull();
  expect(stand.find('files')).not.toBeNull();
});

it('files go one by one under the word of their name, each as it is; what became of each is told', async () => {
  await open();
  give([
    new File(['one'], '零.wav', { type: '' }),
    new File(['two'], 'cmn-窗口.mp3', { type: 'audio/mp3' }),
    new File(['three'], '录音 3.mp3'),
    new File([new Uint8Array(2 * 1024 * 1024 + 1)], '一.wav'),
    new File(['no sound'], '二.m4a'),
  ]);
  await stand.read('5 个文件，收下 2 个');
  await stand.read('读不出声音');
  expect(posted).toEqual([
    { path: 'qingxi-hua/零', type: 'audio/wav', bytes: 'one' },
    { path: 'qingxi-hua/窗口', type: 'audio/mpeg', bytes: 'two' },
  ]);
  const told = [...stand.root.querySelectorAll('[data-testid="sent"] em')].map((em) => em.textContent);
  expect(told).toEqual([
    '已收下',
    '已收下',
    '文件名里没有词，请改名再传',
    '超过 2 兆，请只留这一个词',
    '浏览器读不出声音，请存成 WAV 或 MP3',
  ]);
});

it('a file the hub finds no voice in is told with its reason', async () => {
  refusal = { status: 400, body: { code: 'invalid', status: 400, errors: [{ path: 'recording', message: 'silent' }] } };
  await open();
  give([new File(['one'], '零.wav')]);
  await stand.read('1 个文件，收下 0 个');
  await stand.read('里面没有声音，请重录');
});

it('a pack is made under a name that can be one', async () => {
  await open();
  for (const pack of ['Qingxi', '青溪', 'en', '-a']) {
    submit('make-pack', { pack });
    await stand.read('名字只能用小写字母');
  }
  expect(hub.commands).toHaveLength(0);
  submit('make-pack', { pack: ' tujia ' });
  state = { ...state, packs: [pack, { name: 'tujia', clips: [], missing: ['请'] }] };
  await stand.see('pack-tujia');
  await vi.waitFor(() => expect(stand.find('pack-tujia')?.getAttribute('aria-pressed')).toBe('true'));
  expect(hub.commands[0]).toMatchObject({ path: '/halls/qingxi/voice/packs', body: { name: 'tujia' } });
});

it('a clip goes after a second word', async () => {
  await open();
  await stand.tap('remove-请');
  await stand.read('删掉“请”的录音？');
  expect(hub.commands).toHaveLength(0);
  await stand.tap('remove-yes');
  await vi.waitFor(() => expect(hub.commands).toHaveLength(1));
  expect(decodeURIComponent(hub.commands[0]?.path ?? '')).toBe('/halls/qingxi/voice/packs/qingxi-hua/clips/请/remove');
});

it('a call is tried and the page says who spoke', async () => {
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  await open();
  submit('try', { number: '12', window: '3' });
  await stand.read('号码写成 A012 这样');
  submit('try', { number: 'b015', window: '2' });
  await stand.read('这一句是录音说的');
});

it('a call the hub would not take is not sent, and every one it takes is', async () => {
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
  await open();
  for (const [number, window] of [
    ['A12', '1'],
    ['A1234567', '1'],
    ['A012', '0'],
    ['A012', '01'],
  ] as const) {
    submit('try', { number: 'A012', window: '1' });
    await stand.read('这一句是录音说的');
    submit('try', { number, window });
    await stand.read('窗口写 1 到 99 的数字');
  }
  tried = [];
  submit('try', { number: 'gh123456', window: '99' });
  await stand.read('这一句是录音说的');
  expect(tried).toEqual(['number=GH123456&window=99']);
  expect(stand.find('try')?.querySelector<HTMLInputElement>('[name="number"]')?.maxLength).toBe('GH123456'.length);
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { SupervisorPage } from '../../supervisor/supervisor-page.ts';
import { ScriptedHub } from './support/scripted-hub.ts';
import { Stand } from './support/stand-before.ts';
import { boardView, publicView, supervisorPage } from './support/supervisor-views.ts';

const HALL = demoHall();
let hub: ScriptedHub;
let stand: Stand;

beforeEach(async () => {
  hub = new ScriptedHub();
  hub.answer = () => ({ status: 200, body: {} });
  hub.show('hall', publicView());
  hub.show('board', boardView());
  hub.app.get('/api/v1/halls/qingxi/settings', (_, response) => void response.json(HALL));
  hub.app.get('/api/v1/halls/qingxi/priority-share', (_, response) => {
    response.json({ from: '2026-10-26', to: '2026-11-23', priority: 60, issued: 200 });
  });
  await hub.start();
  stand = new Stand(hub, (connection) => {
    location.hash = '#settings';
    return new SupervisorPage(supervisorPage(connection, 'administrator'));
  });
  await stand.see('settings');
  await vi.waitFor(() => expect(stand.connection.contact.state).toBe('live'));
});

afterEach(async () => {
  stand.leave();
  await hub.stop();
});

function type(path: string, words: string): void {
  const field = stand.root.querySelector<HTMLInputElement | HTMLSelectElement>(`#f-${path.replaceAll('.', '-')}`);
  if (field === null) throw new Error(`no field ${path}`);
  field.value = words;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

async function save(): Promise<void> {
  await vi.waitFor(() => expect(stand.find('settings-save')?.hasAttribute('disabled')).toBe(false));
  stand.find('settings')?.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
}

function faultAt(path: string): string | undefined {
  return stand.root.querySelector(`#f-${path.replaceAll('.', '-')}-fault`)?.textContent;
}

it('nothing is sent before it is saved, and then the whole settings', async () => {
  expect(stand.find('settings-save')?.hasAttribute('disabled')).toBe(true);
  type('hotline', '12345678');
  type('notices', '今天下午停电\n\n  请上午来办 ');
  type('services.0.materials', '本人身份证，原件\n户口簿');
  type('services.0.waitLimitMin', '25');
  type('services.9.closedBecause', '人员培训');
  type('rules.arriveAfterS', '60');
  await stand.read('有改动没有保存');
  expect(hub.commands).toHaveLength(0);
  await save();
  await stand.read('10:32 已保存');
  expect(hub.commands[0]?.path).toBe('/halls/qingxi/settings');
  const [first, ...others] = HALL.services;
  expect(hub.commands[0]?.body).toEqual({
    settings: {
      ...HALL,
      hotline: '12345678',
      notices: ['今天下午停电', '请上午来办'],
      services: [
        {
          ...first,
          waitLimitMin: 25,
          materials: [
            { name: '本人身份证', note: '原件' },
            { name: '户口簿', note: '' },
          ],
        },
        ...others.slice(0, 8),
        { ...others[8], closedBecause: '人员培训' },
      ],
      rules: { ...HALL.rules, arriveAfterS: 60 },
    },
  });
});

it('faults stand at their fields before anything is sent, and leave as they are mended', async () => {
  type('services.1.prefix', 'A');
  type('callText', '请{number}号');
  type('rules.undoWithinS', '很久');
  await save();
  await stand.see('settings-faults');
  expect(faultAt('services.1.prefix')).toBe('和前面重复');
  expect(faultAt('callText')).toBe('缺少 {number} 或 {window}');
  expect(faultAt('rules.undoWithinS')).toBe('填得不对');
  expect(hub.commands).toHaveLength(0);
  type('services.1.prefix', 'B');
  await vi.waitFor(() => expect(faultAt('services.1.prefix')).toBeUndefined());
  expect(faultAt('callText')).toBeDefined();
});

it('what the hub finds stands at its field too', async () => {
  hub.answer = () => ({
    status: 400,
    body: { code: 'invalid', status: 400, errors: [{ path: 'settings.services.2.prefix', message: 'duplicate' }] },
  });
  type('hotline', '12346');
  await save();
  await vi.waitFor(() => expect(faultAt('services.2.prefix')).toBe('和前面重复'));
  expect(stand.text()).toContain('有改动没有保存');
});

it('services and windows are added and taken away; a window calls all services or the ticked ones', async () => {
  await stand.tap('add-window');
  await stand.see('window-row-4');
  await stand.tap('add-service');
  await stand.see('service-10');
  type('services.10.id', 'tax');
  type('services.10.prefix', 'L');
  type('services.10.name', '税务');
  type('services.10.nameEn', 'Tax');
  stand.find('window-row-0')?.querySelector('button')?.click();
  await vi.waitFor(() => expect(stand.find('window-row-4')).toBeNull());
  const ticks = (): NodeListOf<HTMLInputElement> =>
    stand.root.querySelectorAll('[data-testid="window-row-0"] input[type="checkbox"]');
  ticks()[0]?.click();
  await vi.waitFor(() => expect(ticks()).toHaveLength(12));
  ticks()[1]?.click();
  await save();
  await vi.waitFor(() => expect(hub.commands).toHaveLength(1));
  const { settings } = hub.commands[0]?.body as { settings: typeof HALL };
  expect(settings.windows.map(({ no }) => no)).toEqual([2, 3, 4, 5]);
  expect(settings.windows[0]?.services).toEqual([...HALL.services.slice(1).map(({ id }) => id), 'tax']);
  expect(settings.services[10]).toMatchObject({ id: 'tax', firstNumber: 1, closedBecause: null, materials: [] });
});

it('a file is read in for looking over, keeps this hall’s id, and is refused when it is none', async () => {
  const input = stand.find('settings-import') as HTMLInputElement;
  const give = (words: string): void => {
    Object.defineProperty(input, 'files', { value: [new File([words], 'a.json')], configurable: true });
    input.dispatchEvent(new Event('change'));
  };
  give('not json');
  await stand.read('这个文件不是设置文件');
  give(JSON.stringify({ ...HALL, hall: 'elsewhere', name: '白云镇便民服务中心' }));
  await stand.read('已读入文件');
  expect(hub.commands).toHaveLength(0);
  await save();
  await vi.waitFor(() => expect(hub.commands).toHaveLength(1));
  expect(hub.commands[0]?.body).toMatchObject({ settings: { hall: 'qingxi', name: '白云镇便民服务中心' } });
});

it('the voice is set by choice, and what is left empty is not said', async () => {
  type('voice.engine', 'system');
  type('voice.speed', '140');
  type('voice.pack', 'qingxi-hua');
  type('voice.then', 'en\ntujia');
  type('voice.prompts', 'false');
  type('recallText', '');
  type('noShowText', '{number}号过号，{window}号窗口');
  await save();
  await vi.waitFor(() => expect(hub.commands).toHaveLength(1));
  expect(hub.commands[0]?.body).toEqual({
    settings: {
      ...HALL,
      voice: { engine: 'system', speed: 140, pack: 'qingxi-hua', then: ['en', 'tujia'], prompts: false },
      recallText: null,
      noShowText: '{number}号过号，{window}号窗口',
    },
  });
});

it('changes are dropped again', async () => {
  type('name', '别的名字');
  await stand.tap('settings-discard');
  await stand.read('没有改动');
  expect(stand.root.querySelector<HTMLInputElement>('#f-name')?.value).toBe(HALL.name);
});

it('the order is chosen with its figures and told as citizens read it; a ratio without use is warned of, not refused', async () => {
  const warning = (): string => stand.find('order-warning')?.textContent ?? '';
  await stand.read('优先号的等候时间按4倍算，谁等得最久谁先办。');
  type('rules.order', 'ratio');
  await stand.read('每叫2个优先号，叫1个普通号；普通号等满60分钟后与优先号同等。');
  expect(warning()).toBe('');
  type('rules.ratioPriority', '1');
  type('rules.ratioOrdinary', '2');
  await stand.read('优先号占比约 30%，按这个比例叫号等于没有优先。');
  await save();
  await stand.read('已保存。注意：优先号占比约 30%');
  expect(hub.commands.at(-1)?.body).toMatchObject({
    settings: { rules: { order: 'ratio', ratioPriority: 1, ratioOrdinary: 2 } },
  });
  type('rules.order', 'strict');
  await stand.read('优先号先办；普通号等满60分钟后与优先号同等。');
  expect(warning()).toBe('');
});

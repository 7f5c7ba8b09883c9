// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followTicket } from '../../phone/follow-ticket.ts';
import type { TicketView } from '../../protocol/views.ts';
import { phonePage } from '../../ui/phone-page/phone-page.ts';
import { zhCN } from '../../ui/strings/zh-CN.ts';
import { ticketView } from './support/sample-views.ts';
import { ScriptedHub } from './support/scripted-hub.ts';

let hub: ScriptedHub;
let view: TicketView;
let end: () => void;
let rings: number;

const page = (): string =>
  phonePage(view, zhCN, {
    path: '/t/TOKEN',
    token: 'TOKEN',
    language: 'zh-CN',
    now: hub.now,
    formKey: 'k',
    assets: { styles: [], script: null },
  });
const text = (): string => document.body.textContent.replace(/\s+/g, ' ');
const push = (over: Partial<TicketView>): void => {
  view = ticketView(over);
  hub.show('ticket/TOKEN', view);
};
const soon = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 5_000, interval: 5 });

beforeEach(async () => {
  hub = new ScriptedHub();
  rings = 0;
  push({});
  hub.app.disable('etag').get('/t/TOKEN', (_, response) => {
    response.type('html').setHeader('cache-control', 'no-store').send(page());
  });
  await hub.start();
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${hub.url}/t/TOKEN`);
  document.body.innerHTML = new DOMParser().parseFromString(page(), 'text/html').body.innerHTML;
  const main = document.querySelector('main');
  if (main === null) throw new Error('the page has no main part');
  end = followTicket(main, { ring: () => (rings += 1) });
});

afterEach(async () => {
  end();
  await hub.stop();
});

it('draws each change of the ticket, and rings once for a call and once for a recall', async () => {
  push({ ahead: 2 });
  await soon(() => expect(text()).toContain('前面还有2 人'));
  expect(rings).toBe(0);
  const called = { status: 'called', ahead: null, window: 3 } as const;
  push({ ...called, calls: [{ number: 'A018', window: 3 }] });
  await soon(() => expect(document.querySelector('.win')?.textContent).toBe('3'));
  expect(rings).toBe(1);
  push({
    ...called,
    calls: [
      { number: 'B001', window: 1 },
      { number: 'A018', window: 3 },
    ],
  });
  push({
    ...called,
    calls: [
      { number: 'A018', window: 3 },
      { number: 'B001', window: 1 },
    ],
  });
  await soon(() => expect(rings).toBe(2));
});

it('never takes away what somebody is filling in', async () => {
  const rateable = { status: 'done', ahead: null, window: 3, canCancel: false } as const;
  push({ ...rateable, rating: { ...ticketView().rating, can: true } });
  await soon(() => expect(document.querySelector('form#rating')).not.toBeNull());
  const choice = document.querySelector<HTMLInputElement>('input[value="4"]');
  if (choice === null) throw new Error('no choice to make');
  choice.checked = true;
  const looked = vi.spyOn(globalThis, 'fetch');
  push({ ...rateable, calls: [], rating: { ...ticketView().rating, can: true } });
  await soon(() => expect(looked).toHaveBeenCalled());
  await looked.mock.results[0]?.value;
  await new Promise((done) => setTimeout(done, 20));
  expect(document.querySelector<HTMLInputElement>('input[value="4"]')?.checked).toBe(true);
  looked.mockRestore();
});

it('says since when it is out of contact, and stops saying so', async () => {
  push({ ahead: 2 });
  await soon(() => expect(text()).toContain('前面还有2 人'));
  const cut = document.getElementById('cut');
  expect(cut?.hidden).toBe(true);
  hub.cut();
  await soon(() => expect(cut?.hidden).toBe(false));
  expect(cut?.textContent).toContain('连接中断，自 10:32 起');
  hub.heal();
  await soon(() => expect(cut?.hidden).toBe(true));
});

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { TicketView } from '../../protocol/views.ts';
import type { PhoneOptions } from '../../ui/phone-page/phone-options.ts';
import { phonePage, unknownTicketPage } from '../../ui/phone-page/phone-page.ts';
import { readRatingForm } from '../../ui/phone-page/rating-form.ts';
import { en } from '../../ui/strings/en.ts';
import { zhCN } from '../../ui/strings/zh-CN.ts';
import { HALL, ticketView } from './support/sample-views.ts';

const options: PhoneOptions = {
  path: '/t/TOKEN',
  token: 'TOKEN',
  language: 'zh-CN',
  now: Date.parse('2026-10-20T02:41:00.000Z'),
  formKey: 'form-key-1',
  assets: { styles: [], script: '/assets/phone.js' },
};

const read = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
const draw = (over: Partial<TicketView> = {}, more: Partial<PhoneOptions> = {}): Document =>
  read(phonePage(ticketView(over), more.language === 'en' ? en : zhCN, { ...options, ...more }));
const words = (page: Document): string => page.body.textContent.replace(/\s+/g, ' ');

const done = { status: 'done', ahead: null, window: 3, canCancel: false } as const;
const rateable = { ...done, rating: { ...ticketView().rating, can: true } };

describe('the page of a ticket without any script', () => {
  it('[T16] shows number, service, people ahead, the range of wait and the last calls', () => {
    const page = draw();
    expect(page.querySelector('.no')?.textContent).toBe('A018');
    expect(words(page)).toContain('社会保险');
    expect(words(page)).toContain('前面还有3 人');
    expect(words(page)).toContain('5–15 分钟');
    expect([...page.querySelectorAll('.row')].map((row) => row.textContent)).toEqual(['A0143 号窗口', 'A0131 号窗口']);
  });

  it('[T16] gives no figure where the wait cannot be told', () => {
    const page = draw({ wait: null });
    expect(words(page)).not.toContain('大约');
    expect(words(page)).not.toContain('分钟');
  });

  it('[T16] shows the window, big, when called', () => {
    const page = draw({ status: 'called', ahead: null, wait: null, window: 3 });
    expect(page.querySelector('.called .win')?.textContent).toBe('3');
  });

  it('[T16] cancels in two steps, by link and form', () => {
    const asked = draw().querySelector<HTMLAnchorElement>('a[href="/t/TOKEN?lang=zh-CN&ask=cancel"]');
    expect(asked?.textContent).toContain('取消');
    const page = draw({}, { ask: 'cancel' });
    const form = page.querySelector('form');
    expect([form?.getAttribute('method'), form?.getAttribute('action')]).toEqual([
      'post',
      '/t/TOKEN/cancel?lang=zh-CN',
    ]);
    expect(form?.querySelector<HTMLInputElement>('input[name="key"]')?.value).toBe('form-key-1');
    expect(draw({ canCancel: false }, { ask: 'cancel' }).querySelector('form')).toBeNull();
  });

  it('[T16] rates by a plain form of five equal choices, none made beforehand', () => {
    const form = draw(rateable).querySelector('form#rating');
    expect(form?.getAttribute('action')).toBe('/t/TOKEN/rating?lang=zh-CN');
    const levels = [...(form?.querySelectorAll<HTMLInputElement>('input[name="level"]') ?? [])];
    expect(levels.map(({ value }) => value)).toEqual(['5', '4', '3', '2', '1']);
    expect(levels.some(({ checked }) => checked)).toBe(false);
    expect(form?.querySelector('input[required]')).toBeNull();
    expect(new Set(levels.map(({ parentElement }) => parentElement?.className)).size).toBe(1);
  });

  it('keeps what was filled in when a reason is missing, and says so', () => {
    const page = draw(rateable, {
      problem: 'reason-needed',
      filled: { level: '2', reasons: [], text: '两次' },
    });
    expect(page.querySelector('[role="alert"].cut:not([hidden])')?.textContent).not.toBe('');
    expect(page.querySelector<HTMLInputElement>('input[name="level"][value="2"]')?.checked).toBe(true);
    expect(page.querySelector('textarea')?.value).toBe('两次');
  });

  it('thanks for a rating that was given and offers no second', () => {
    const page = draw({ ...done, rating: { ...ticketView().rating, level: 4 } });
    expect(words(page)).toContain('您评了“满意”');
    expect(page.querySelector('form')).toBeNull();
  });

  it('looks again by itself while anything may happen, never while somebody writes', () => {
    const refresh = (page: string): boolean =>
      page.includes('http-equiv="refresh" content="20;url=/t/TOKEN?lang=zh-CN"');
    expect(refresh(phonePage(ticketView(), zhCN, options))).toBe(true);
    expect(refresh(phonePage(ticketView(rateable), zhCN, options))).toBe(false);
    expect(refresh(phonePage(ticketView(), zhCN, { ...options, ask: 'cancel' }))).toBe(false);
  });

  it('needs nothing inline and nothing from elsewhere', () => {
    const html = phonePage(ticketView(rateable), zhCN, options);
    expect(html).not.toMatch(/\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)|https?:\/\//);
  });

  it('[A4] is complete in English and keeps to it', () => {
    const page = draw(rateable, { language: 'en' });
    expect(page.documentElement.lang).toBe('en');
    expect(page.querySelector('form')?.getAttribute('action')).toBe('/t/TOKEN/rating?lang=en');
    expect(words(page)).toContain('How was it this time?');
    page.querySelectorAll('[lang="zh-CN"], .done, .mark').forEach((part) => part.remove());
    expect(words(page)).not.toMatch(/\p{Script=Han}/u);
  });

  it.each(['serving', 'held', 'missed', 'done', 'cancelled', 'expired'] as const)('has words for %s', (status) => {
    expect(words(draw({ status, ahead: null, wait: null, canCancel: false }))).toContain(zhCN.phone.status[status]);
  });

  it('says what a wrong address is', () => {
    expect(words(read(unknownTicketPage(zhCN, options)))).toContain('没有这张号票');
  });
});

it('whatever a hall, a reason or an address says stays text', () => {
  const evil = `"'><img src=x onerror=alert(1)><script>alert(2)</script>&lt;`;
  const view = ticketView({
    ...rateable,
    hall: { ...HALL, name: evil, mark: '<b>&"', hotline: evil },
    serviceName: evil,
    number: evil,
    calls: [{ number: evil, window: 1 }],
    rating: { can: true, level: null, reasons: { version: 1, items: [{ id: evil, zh: evil, en: evil }] } },
  });
  for (const status of ['waiting', 'called', 'done'] as const) {
    const html = phonePage({ ...view, status }, zhCN, {
      ...options,
      path: `/t/${evil}`,
      token: evil,
      formKey: evil,
      problem: evil,
      filled: { level: evil, reasons: [evil], text: `</textarea>${evil}` },
      assets: { styles: [], script: null },
    });
    const page = read(html);
    expect(page.querySelectorAll('img, script')).toHaveLength(0);
    expect(page.querySelector('.svc')?.textContent ?? evil).toBe(evil);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
  }
});

describe('what the rating form posts', () => {
  const form = (text: string) => readRatingForm(new URLSearchParams(text));

  it('[R5] a bad level needs a reason or words, the others one choice', () => {
    expect(form('level=2&text=+')).toMatchObject({ ok: false, problem: 'reason-needed' });
    expect(form('level=1&reasons=slow&reasons=other')).toMatchObject({
      ok: true,
      rating: { level: 1, reasons: ['slow', 'other'] },
    });
    expect(form('level=2&text=等太久')).toMatchObject({ ok: true, rating: { level: 2, text: '等太久' } });
    expect(form('level=3&text=')).toEqual({
      ok: true,
      rating: { level: 3, reasons: [] },
      filled: { level: '3', reasons: [], text: '' },
    });
  });

  it.each(['', 'level=', 'level=6', 'level=05', 'text=好'])('no level is ever filled in: %j', (text) => {
    expect(form(text)).toMatchObject({ ok: false, problem: 'level-needed' });
  });
});

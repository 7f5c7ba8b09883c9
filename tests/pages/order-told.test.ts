// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { OrderFacts } from '../../domain/queue/order/order-facts.ts';
import { orderFacts } from '../../domain/queue/order/order-facts.ts';
import type { Choice } from '../../domain/queue/ticket.ts';
import { demoHall } from '../../domain/settings/demo-hall.ts';
import { orderSentence } from '../../ui/order-sentence.ts';
import { en } from '../../ui/strings/en.ts';
import { supervisorZhCN } from '../../ui/strings/supervisor-zh-CN.ts';
import { zhCN } from '../../ui/strings/zh-CN.ts';
import { whyCalled } from '../../supervisor/why-called.ts';

it('[C4] each rule is told in one sentence, with the hall’s own figures', () => {
  const told = (order: OrderFacts): string => orderSentence(order, zhCN);
  expect(told(orderFacts(demoHall().rules))).toBe('优先号的等候时间按4倍算，谁等得最久谁先办。');
  expect(told({ rule: 'accumulating', weight: 1 })).toBe('先到先办。');
  expect(told({ rule: 'first-come' })).toBe('先到先办。');
  expect(told({ rule: 'strict', agedAfterMin: 75 })).toBe('优先号先办；普通号等满75分钟后与优先号同等。');
  expect(told({ rule: 'ratio', priority: 2, ordinary: 1, agedAfterMin: 45 })).toBe(
    '每叫2个优先号，叫1个普通号；普通号等满45分钟后与优先号同等。',
  );
  const inEnglish = orderSentence({ rule: 'strict', agedAfterMin: 75 }, en);
  expect(inEnglish).toBe('Priority tickets first; after 75 minutes an ordinary ticket ranks equal to them.');
});

it('why somebody was called is told under every rule, from old records too', () => {
  const why = (choice: Partial<Choice>): string =>
    whyCalled({ rule: 'strict', waitedMs: 5 * 60_000, weight: 1, ...choice }, supervisorZhCN.why);
  const turn = { made: 2, priority: 2, ordinary: 1 };
  expect(why({ rule: 'accumulating-priority', weight: 4 })).toBe('按等候时间叫到：等了 5 分，优先按 4 倍算');
  expect(why({ rule: 'first-come' })).toBe('先到先办：等了 5 分');
  expect(why({ isPriority: true, bothWaited: true })).toBe('优先号先办：等了 5 分');
  expect(why({ isPriority: true, bothWaited: false })).toBe('只有优先号在等，先到先办：等了 5 分');
  expect(why({ isPriority: false, bothWaited: false })).toBe('只有普通号在等，先到先办：等了 5 分');
  const aged = { isPriority: false, bothWaited: true, agedAfterMin: 60, waitedMs: 61 * 60_000 };
  expect(why(aged)).toBe('普通号等满 60 分，与优先号同等，先到先办：等了 61 分');
  const ratio = { rule: 'ratio', isPriority: true, bothWaited: true };
  expect(why({ ...ratio, turn: { ...turn, of: 'priority' } })).toBe('优先和普通 2:1，轮到优先第 2 个：等了 5 分');
  expect(why({ ...ratio, turn: { ...turn, of: 'ordinary', made: 1 } })).toBe(
    '优先和普通 2:1，轮到普通第 1 个：等了 5 分',
  );
});

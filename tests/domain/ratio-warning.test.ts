import { expect, it } from 'vitest';
import { ratioWithoutPriority } from '../../domain/queue/order/ratio-warning.ts';

const of = (priority: number, ordinary: number, percent: number, issued = 1000): number | null =>
  ratioWithoutPriority({ priority, ordinary }, { priority: (issued * percent) / 100, issued });

it('[C4] a ratio near or below the share of priority tickets gives no priority, and is warned of', () => {
  expect(of(1, 2, 30)).toBe(30);
  expect(of(1, 1, 30)).toBeNull();
  expect(of(2, 1, 30)).toBeNull();
  expect(of(1, 1, 45)).toBe(45);
  expect(of(2, 1, 60)).toBe(60);
  expect(of(1, 9, 0)).toBeNull();
  // two in five calls: a tenth above the share is enough, less is not
  expect(of(2, 3, 29.9)).toBeNull();
  expect(of(2, 3, 30.2)).toBe(30);
});

it('of a few tickets nobody can tell a share', () => {
  expect(of(1, 9, 50, 20)).toBeNull();
  expect(of(1, 9, 50, 29)).toBeNull();
  expect(of(1, 9, 50, 30)).toBe(50);
});

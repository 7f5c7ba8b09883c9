import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tabMemory } from '../../display/tab-memory.ts';

const MARK = { epoch: 'e1 of qingxi', no: 41, at: Date.parse('2026-10-20T02:00:00.000Z') };

afterEach(() => void vi.unstubAllGlobals());

describe('a tab that remembers', () => {
  let kept: Map<string, string>;

  beforeEach(() => {
    kept = new Map();
    vi.stubGlobal('sessionStorage', {
      getItem: (slot: string) => kept.get(slot) ?? null,
      setItem: (slot: string, value: string) => kept.set(slot, value),
    });
  });

  it('[D4] a screen loaded anew knows the last call that it told, whole', () => {
    expect(tabMemory.recall()).toBeNull();
    tabMemory.keep({ ...MARK, no: 40 });
    tabMemory.keep(MARK);
    expect(tabMemory.recall()).toEqual(MARK);
  });

  it.each(['', '41', '41 1792461600000', '41 1792461600000 ', 'x 1792461600000 e1', '41 soon e1', '{"no":41}'])(
    'what is damaged (%j) is nothing',
    (damaged) => {
      tabMemory.keep(MARK);
      for (const slot of kept.keys()) kept.set(slot, damaged);
      expect(tabMemory.recall()).toBeNull();
    },
  );
});

it.each(['storage that throws', 'a box without storage'])('%s remembers nothing and stops nothing', (box) => {
  const forbidden = (): never => {
    throw new DOMException('not here', 'SecurityError');
  };
  vi.stubGlobal(
    'sessionStorage',
    box === 'storage that throws' ? { getItem: forbidden, setItem: forbidden } : undefined,
  );
  expect(() => tabMemory.keep(MARK)).not.toThrow();
  expect(tabMemory.recall()).toBeNull();
});

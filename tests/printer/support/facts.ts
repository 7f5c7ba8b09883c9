import type { PaperFacts, PaperWords } from '../../../protocol/paper.ts';

const words: PaperWords = {
  ahead: '前面 {n} 人',
  wait: '大约 {low}-{high} 分钟',
  windows: '{windows} 号窗口',
  bring: '请带',
  noShowRule: '叫三次没到算过号。到导办台恢复，排在三位之后。',
  scan: '扫码看进度、评价',
  phone: '电话 {phone}',
  copy: '补打',
};

/** The ticket drawn in the look of the paper. */
export function facts(change: Partial<PaperFacts> = {}): PaperFacts {
  return {
    hall: '青溪镇便民服务中心',
    service: '社会保险 参保登记',
    number: 'A018',
    ahead: 6,
    wait: { low: 15, high: 25 },
    windows: [1, 3, 9],
    materials: [
      { name: '本人身份证', note: '原件' },
      { name: '户口簿', note: '首页和本人页' },
      { name: '社保卡或银行卡', note: '本人名下' },
    ],
    issued: '10-20 10:37',
    dispenser: '一号机',
    hotline: '12345',
    url: 'http://192.168.1.20:8080/t/q7Jm2xT0aVh4kPz9cW5e',
    copy: false,
    words,
    ...change,
  };
}

import { parseSettings } from './parse-settings.ts';
import type { Settings } from './settings.ts';
import { DEFAULT_ZONE } from './zone.ts';

/** The hall a fresh installation begins with: a township's ten services, four windows that call all of them. */
export function demoHall(zone = DEFAULT_ZONE): Settings {
  const parsed = parseSettings({ ...HALL, zone });
  if (!parsed.ok) throw new Error(`the demo hall does not hold together: ${JSON.stringify(parsed.errors)}`);
  return parsed.settings;
}

const ID_CARD = { name: '本人身份证', note: '原件' };
const HOUSEHOLD_BOOK = { name: '户口簿', note: '首页和本人页' };
const BANK_CARD = { name: '社保卡或银行卡', note: '本人名下' };
const PHOTO = { name: '一寸照片', note: '两张' };

const service = (
  id: string,
  prefix: string,
  name: string,
  nameEn: string,
  waitLimitMin: number,
  materials: readonly { readonly name: string; readonly note: string }[],
): object => ({ id, prefix, name, nameEn, firstNumber: 1, waitLimitMin, closedBecause: null, materials });

const SERVICES = [
  service('social-insurance', 'A', '社会保险', 'Social insurance', 30, [ID_CARD, HOUSEHOLD_BOOK, BANK_CARD]),
  service('medical-insurance', 'B', '医疗保障', 'Medical insurance', 30, [
    ID_CARD,
    { name: '医疗票据', note: '原件' },
    { name: '出院小结', note: '医院盖章' },
    BANK_CARD,
  ]),
  service('civil-affairs', 'C', '民政救助', 'Civil affairs and relief', 30, [
    ID_CARD,
    HOUSEHOLD_BOOK,
    { name: '收入情况说明', note: '村里盖章' },
  ]),
  service('veterans', 'D', '退役军人', 'Veterans', 20, [ID_CARD, { name: '退役证或优待证', note: '原件' }]),
  service('agriculture', 'E', '农业农村', 'Agriculture and villages', 30, [
    ID_CARD,
    { name: '土地承包合同', note: '复印件' },
    BANK_CARD,
  ]),
  service('natural-resources', 'F', '自然资源', 'Land and natural resources', 40, [
    ID_CARD,
    HOUSEHOLD_BOOK,
    { name: '宅基地申请表', note: '村里盖章' },
  ]),
  service('health', 'G', '卫生健康', 'Health', 30, [ID_CARD, { name: '结婚证', note: '原件' }, PHOTO]),
  service('general', 'H', '综合受理', 'General desk', 30, [ID_CARD, { name: '办事材料', note: '按办事指南' }]),
  service('household', 'J', '户籍证明', 'Household certificates', 20, [ID_CARD, HOUSEHOLD_BOOK]),
  service('assistance', 'K', '帮代办', 'Help and proxy', 30, [
    ID_CARD,
    { name: '委托书', note: '代办时带' },
    { name: '委托人身份证', note: '复印件' },
  ]),
];

const HALL = {
  hall: 'qingxi',
  name: '青溪镇便民服务中心',
  nameEn: 'Qingxi Township Service Center',
  mark: '青溪便民',
  hotline: '12345',
  services: SERVICES,
  windows: [1, 2, 3, 4].map((no) => ({ no, name: '综合窗口', services: 'all' })),
  notices: [
    '叫到号请到窗口办理，叫三次没到算过号。',
    '过号不用重排，请到导办台恢复。',
    '老年人、残疾人、军人优先，请告诉导办员。',
  ],
  callText: '请{number}号到{window}号窗口办理业务',
  oneAs: '一',
  rules: {
    priorityWeight: 4,
    recallIntervalS: 10,
    recallsAtMost: 3,
    arriveAfterS: null,
    undoWithinS: 10,
    reinstateBehind: 3,
  },
  ratingReasons: {
    version: 1,
    items: [
      { id: 'attitude', zh: '态度不好', en: 'Attitude' },
      { id: 'slow', zh: '办得太慢', en: 'Too slow' },
      { id: 'unclear', zh: '没讲清楚', en: 'Not explained clearly' },
      { id: 'repeat-visits', zh: '跑了好几趟', en: 'Had to come several times' },
      { id: 'materials', zh: '多要了材料', en: 'Asked for extra papers' },
      { id: 'queue', zh: '等得太久', en: 'Waited too long' },
      { id: 'environment', zh: '环境不好', en: 'Surroundings' },
      { id: 'other', zh: '其他', en: 'Other' },
    ],
  },
};

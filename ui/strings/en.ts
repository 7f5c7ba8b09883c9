import type { Strings } from './zh-CN.ts';

export const en: Strings = {
  common: {},
  problems: {},
  paper: {},
  home: {},
  display: {},
  counter: {},
  reception: {},
  dispenser: {},
  rating: {},
  phone: {},
  supervisor: {},
};

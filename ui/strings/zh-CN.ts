/** 简体中文：每一句给人看的话都在这里。 */
export const zhCN = {
  common: {},
  /** One line a refusal or fault code, as problems and pages tell it. */
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

/** The shape every language has; a further language is one file. */
export type Strings = typeof zhCN;

import type { Language } from './strings.ts';
import { supervisorEn } from './supervisor-en.ts';
import { supervisorZhCN, type SupervisorWords } from './supervisor-zh-CN.ts';
import type { Strings as CommonStrings } from './zh-CN.ts';

/** The texts of the supervisor's page: half of all there are, which a hall's screens need not load. */
export interface Strings extends CommonStrings {
  readonly supervisor: SupervisorWords;
}

export const supervisorWords: Readonly<Record<Language, SupervisorWords>> = {
  'zh-CN': supervisorZhCN,
  en: supervisorEn,
};

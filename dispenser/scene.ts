import type { Category } from '../domain/queue/ticket.ts';
import type { DispenserView } from '../protocol/views.ts';
import { nameIn } from '../ui/name-in.ts';
import type { Language } from '../ui/strings/strings.ts';
import type { Strings } from '../ui/strings/zh-CN.ts';

export type DispenserService = DispenserView['services'][number];

/** Everything one can press at the machine. */
export type Press =
  | { readonly what: 'service'; readonly service: string }
  | { readonly what: 'category'; readonly category: Category }
  | {
      readonly what:
        | 'priority'
        | 'elder'
        | 'language'
        | 'more'
        | 'back'
        | 'home'
        | 'take'
        | 'again'
        | 'claim'
        | 'reprint'
        | 'stay'
        | 'hear';
    };

/** What a step draws from, and whom it tells of a press. */
export interface Scene {
  readonly strings: Strings;
  readonly language: Language;
  readonly view: DispenserView;
  readonly elder: boolean;
  readonly category: Category;
  /** Page of the services, from 0. */
  readonly page: number;
  /** Whether numbers can be taken now. */
  readonly live: boolean;
  readonly canSpeak: boolean;
  readonly press: (press: Press) => void;
}

export function serviceName(service: DispenserService, language: Language): string {
  return nameIn(service, language);
}

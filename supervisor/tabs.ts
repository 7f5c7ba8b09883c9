import type { Role } from '../domain/actor.ts';

const TABS = ['live', 'today', 'staffing', 'devices', 'people', 'voice', 'settings'] as const;
export type Tab = (typeof TABS)[number];

export function isTab(raw: string): raw is Tab {
  return (TABS as readonly string[]).includes(raw);
}

/** What a role may see here, the first one opened first. The hub checks again. */
export function tabsFor(role: Role): readonly Tab[] {
  if (role === 'administrator') return TABS;
  return role === 'supervisor' ? ['live', 'today', 'staffing', 'voice'] : ['today', 'staffing'];
}

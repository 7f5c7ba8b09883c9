import './contact-bar.css';
import './entry.css';
import type { Role } from '../domain/actor.ts';
import type { SessionView } from '../protocol/views.ts';
import { ask } from './ask.ts';
import { Connection } from './connection.ts';
import { hallFromUrl, language } from './page.ts';
import { SignIn } from './sign-in.ts';
import { type Language, languages } from './strings/strings.ts';
import type { Strings } from './strings/zh-CN.ts';

export interface StaffPage {
  readonly connection: Connection;
  readonly session: SessionView;
  readonly strings: Strings;
  readonly language: Language;
  readonly signOut: () => Promise<void>;
}

/** Opens a page of the staff once somebody with one of these roles has signed in under a password of their own. */
export async function openStaffPage(roles: readonly Role[]): Promise<StaffPage> {
  const chosen = language();
  const strings = languages[chosen];
  const door = new SignIn(roles, hallFromUrl(), chosen);
  document.body.append(door);
  const session = await door.session();
  door.remove();
  const connection = new Connection({ hall: session.hall, token: null, csrfToken: session.csrfToken });
  connection.addEventListener('contact', () => void leaveWhenEnded(connection));
  const signOut = async (): Promise<void> => {
    await ask('DELETE', '/session', { csrfToken: session.csrfToken });
    connection.close();
    location.reload();
  };
  return { connection, session, strings, language: chosen, signOut };
}

/** A session that ended elsewhere leads back to the door. */
async function leaveWhenEnded(connection: Connection): Promise<void> {
  if (connection.contact.state !== 'refused') return;
  const answer = await ask('GET', '/session');
  if (!answer.ok && answer.problem.status === 401) location.reload();
}

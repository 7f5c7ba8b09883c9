import '../ui/tokens.css';
import './phone.css';
import { askWhy } from './ask-why.ts';
import { Bell } from './bell.ts';
import { followTicket } from './follow-ticket.ts';

/** How often a phone that cannot follow its ticket looks again by itself. */
const LOOK_AGAIN_MS = 20_000;

const ticket = document.querySelector<HTMLElement>('main[data-token]');
if (ticket !== null) {
  askWhy();
  document.addEventListener('change', askWhy);
  try {
    followTicket(ticket, new Bell(document.getElementById('bell')));
  } catch {
    // an old browser without the parts for it: the page itself says everything
    setInterval(() => {
      if (document.querySelector('form, [data-ask]') === null) location.reload();
    }, LOOK_AGAIN_MS);
  }
}

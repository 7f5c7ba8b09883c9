import '../ui/base.css';
import './display.css';
import './lists.css';
import './window-grid.css';
import './portrait.css';
import './window-screen.css';
import { parseWindowNo } from '../domain/values.ts';
import { type DevicePage, openDevicePage } from '../ui/device-page.ts';
import { Loudspeaker } from '../ui/loudspeaker.ts';
import { Announcer } from './announcer.ts';
import { HallBoard } from './hall-board.ts';
import { hallSound } from './hall-sound.ts';
import { tabMemory } from './tab-memory.ts';
import { WindowScreen } from './window-screen.ts';

const address = new URLSearchParams(location.search);
void openDevicePage('display', { anonymous: true }).then(open);

function open(page: DevicePage): void {
  const window = parseWindowNo(address.get('window')) ?? page.device?.window ?? null;
  if (address.get('theme') === 'dark') document.documentElement.dataset['theme'] = 'dark';
  if (window === null) showHall(page);
  else document.body.append(new WindowScreen({ ...page, window }));
}

/**
 * The hall screen is the one that announces. In a room that hears another screen's loudspeaker, `?sound=off` keeps
 * this one silent, and nobody is told that it is.
 */
function showHall({ connection, device, strings, language }: DevicePage): void {
  const layout = address.get('layout') === 'windows' ? 'windows' : 'calls';
  const board = new HallBoard({ connection, strings, language, layout });
  const silent = address.get('sound') === 'off';
  const speaker = silent ? new Loudspeaker(() => null) : new Loudspeaker();
  let hall = '';
  const announcer = new Announcer(
    hallSound(speaker, () => hall),
    tabMemory,
  );
  const tell = (): void => {
    board.sound = speaker.state;
    if (silent || device === null || connection.contact.state !== 'live') return;
    connection.report({ sound: speaker.state === 'on' ? 'on' : 'off' });
  };
  connection.watch('hall', (view, found) => {
    hall = view.hall.id;
    announcer.take(view.announcements, { epoch: connection.epoch ?? '', now: connection.now() ?? 0, found });
  });
  announcer.addEventListener('turn', () => (board.announced = announcer.current));
  board.addEventListener('unlock', () => void speaker.unlock());
  speaker.unlockOnTouch(document);
  speaker.addEventListener('state', tell);
  let contact = connection.contact.state;
  connection.addEventListener('contact', () => {
    if (connection.contact.state !== contact) tell();
    contact = connection.contact.state;
  });
  tell();
  document.body.append(board);
}

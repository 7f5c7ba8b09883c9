import '../ui/base.css';
import './dispenser.css';
import './ticket.css';
import { openDevicePage } from '../ui/device-page.ts';
import { DispenserPage } from './dispenser-page.ts';

void openDevicePage('dispenser').then(({ connection, strings, language }) => {
  document.title = strings.dispenser.title;
  const page = new DispenserPage();
  page.connection = connection;
  page.language = language;
  document.body.append(page);
});

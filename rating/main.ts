import '../ui/base.css';
import './rating.css';
import { openDevicePage } from '../ui/device-page.ts';
import { RatingPad } from './rating-pad.ts';

const { connection, device, strings, language } = await openDevicePage('rating');
const window = device?.window ?? Number(new URLSearchParams(location.search).get('window') ?? '');
document.title = strings.rating.title;
if (Number.isInteger(window) && window > 0) {
  const pad = new RatingPad();
  pad.connection = connection;
  pad.window = window;
  pad.language = language;
  document.body.append(pad);
} else {
  const told = document.createElement('p');
  told.className = 'stage opening';
  told.textContent = strings.rating.noWindow;
  document.body.append(told);
}

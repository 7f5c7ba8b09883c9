import '../ui/base.css';
import './rating.css';
import { type DevicePage, openDevicePage } from '../ui/device-page.ts';
import { RatingPad } from './rating-pad.ts';

void openDevicePage('rating').then((page) => {
  document.title = page.strings.rating.title;
  document.body.append(pad(page));
});

/** The pad of the window it was paired for, else of the one in the address. */
function pad({ connection, device, strings, language }: DevicePage): HTMLElement {
  const window = device?.window ?? Number(new URLSearchParams(location.search).get('window') ?? '');
  if (Number.isInteger(window) && window > 0) return Object.assign(new RatingPad(), { connection, window, language });
  const told = document.createElement('p');
  told.className = 'stage opening';
  told.textContent = strings.rating.noWindow;
  return told;
}

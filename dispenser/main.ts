import '../ui/base.css';
import './dispenser.css';
import './ticket.css';
import { openDevicePage } from '../ui/device-page.ts';
import { DispenserPage } from './dispenser-page.ts';

const { connection, strings, language } = await openDevicePage('dispenser');
document.title = strings.dispenser.title;
const page = new DispenserPage();
page.connection = connection;
page.language = language;
document.body.append(page);

import '../ui/base.css';
import './home.css';
import { hallFromUrl, language } from '../ui/page.ts';
import { HomePage } from './home-page.ts';

document.body.append(new HomePage(hallFromUrl(), language()));

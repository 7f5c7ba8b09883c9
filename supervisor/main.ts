import '../ui/base.css';
import './page.css';
import './board.css';
import './report.css';
import './admin.css';
import './voice.css';
import './staffing.css';
import './print.css';
import { openStaffPage } from '../ui/staff-page.ts';
import { supervisorWords } from '../ui/strings/supervisor-strings.ts';
import { SupervisorPage } from './supervisor-page.ts';

async function start(): Promise<void> {
  const page = await openStaffPage(['supervisor', 'administrator', 'appraiser', 'auditor']);
  document.title = supervisorWords[page.language].title;
  document.body.append(new SupervisorPage(page));
}

void start();

import '../ui/base.css';
import './counter.css';
import './keys.css';
import './panels.css';
import './guide.css';
import './small.css';
import { openStaffPage } from '../ui/staff-page.ts';
import { CounterPage } from './counter-page.ts';
import { GuideDesk } from './guide-desk.ts';

void openStaffPage(['staff', 'guide', 'supervisor']).then((page) => {
  document.body.append(page.session.role === 'staff' ? new CounterPage(page) : new GuideDesk(page));
});

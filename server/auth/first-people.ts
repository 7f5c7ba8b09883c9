import { parseStaffNo, type HallId, type Instant } from '../../domain/values.ts';
import type { Accounts } from './accounts.ts';
import { makePassword } from './passwords.ts';

/** The demo hall's five: four at windows, one at the guide desk. */
const PEOPLE = [
  { staffNo: '0301', name: '窗口一号', role: 'staff' },
  { staffNo: '0302', name: '窗口二号', role: 'staff' },
  { staffNo: '0303', name: '窗口三号', role: 'staff' },
  { staffNo: '0304', name: '窗口四号', role: 'staff' },
  { staffNo: '0305', name: '导办台', role: 'guide' },
] as const;

/** Nobody knows their passwords: an administrator sets one, and its owner changes it at the first sign-in. */
export async function addDemoPeople(accounts: Accounts, hall: HallId, at: Instant): Promise<void> {
  for (const person of PEOPLE) {
    const staffNo = parseStaffNo(person.staffNo);
    if (staffNo === undefined) throw new Error(`not a staff number: ${person.staffNo}`);
    const result = await accounts.create(
      { ...person, staffNo, hall, password: makePassword(), mustChange: true },
      'hub',
      at,
    );
    if (!result.ok) throw new Error(`the demo hall's ${staffNo} cannot be made: ${result.code}`);
  }
}

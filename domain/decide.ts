import type { Commanded } from './commands.ts';
import { endDay, noteClock, openDay } from './day/day-rules.ts';
import type { Decision } from './decision.ts';
import type { Hall } from './hall.ts';
import { claimPaper, confirmPaper, giveUpPaper, reportPrinter, reprint, settlePaper } from './paper/paper-rules.ts';
import { arrive, arriveByItself, callNext, finish, noShow, recall } from './queue/call-rules.ts';
import { issueTicket, startWalkIn } from './queue/issue-ticket.ts';
import { cancelTicket, changeService, reinstate, writeNote } from './queue/ticket-rules.ts';
import { undo } from './queue/undo.ts';
import { closeWindow, continueWindow, openWindow, pauseWindow } from './queue/window-rules.ts';
import { rate } from './ratings/rate.ts';
import { configure } from './settings/configure.ts';
import { unreachable } from './values.ts';

/** What a command leads to, given the hall as it stands: events, or a refusal. Only reads. */
export function decide(hall: Hall, command: Commanded): Decision {
  switch (command.type) {
    case 'configure':
      return configure(hall, command);
    case 'issue-ticket':
      return issueTicket(hall, command);
    case 'open-window':
      return openWindow(hall, command);
    case 'pause-window':
      return pauseWindow(hall, command);
    case 'continue-window':
      return continueWindow(hall, command);
    case 'close-window':
      return closeWindow(hall, command);
    case 'call-next':
      return callNext(hall, command);
    case 'recall':
      return recall(hall, command);
    case 'arrive':
      return arrive(hall, command);
    case 'arrive-by-itself':
      return arriveByItself(hall, command);
    case 'finish':
      return finish(hall, command);
    case 'no-show':
      return noShow(hall, command);
    case 'undo':
      return undo(hall, command);
    case 'start-walk-in':
      return startWalkIn(hall, command);
    case 'write-note':
      return writeNote(hall, command);
    case 'cancel-ticket':
      return cancelTicket(hall, command);
    case 'change-service':
      return changeService(hall, command);
    case 'reinstate':
      return reinstate(hall, command);
    case 'reprint':
      return reprint(hall, command);
    case 'confirm-paper':
      return confirmPaper(hall, command);
    case 'rate':
      return rate(hall, command);
    case 'claim-paper':
      return claimPaper(hall, command);
    case 'settle-paper':
      return settlePaper(hall, command);
    case 'give-up-paper':
      return giveUpPaper(hall, command);
    case 'report-printer':
      return reportPrinter(hall, command);
    case 'open-day':
      return openDay(hall, command);
    case 'end-day':
      return endDay(hall, command);
    case 'note-clock':
      return noteClock(hall, command);
    default:
      return unreachable(command);
  }
}

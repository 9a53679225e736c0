// The door of rosters: lists of people as offices send them, on their way into the register.
export { acceptRoster, resumeRosters, stopRoster, withdrawRoster } from './accept.server.ts'
export { adoptEarlierRosters } from './adopt.server.ts'
export { handInRoster, importRosterFile, openRoster, previewRoster } from './commands.server.ts'
export type { RefusedRow, RosterOutcome } from './counts.ts'
export { workOn } from './progress.server.ts'
export {
  type ListedRoster,
  listRosters,
  readRosterImport,
  rosterWithReasons,
  type RosterState,
  type RosterView,
  writeRefusals as writeRosterRefusals,
} from './queries.server.ts'
export { rosterWorkflow } from './rosters.workflow.ts'

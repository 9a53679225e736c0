// The door of rosters: lists of people as offices send them, on their way into the register.
export { acceptRoster, resumeRosters, type RosterChoice, stopRoster, withdrawRoster } from './accept.server.ts'
export { adoptEarlierRosters } from './adopt.server.ts'
export { handInRoster, importRosterFile, previewRoster } from './commands.server.ts'
export type { RefusedRow, RosterOutcome } from './counts.ts'
export { workOn } from './progress.server.ts'
export {
  listRosters,
  readRosterImport,
  rosterWithReasons,
  type RosterState,
  writeRefusals as writeRosterRefusals,
} from './queries.server.ts'
export { rosterWorkflow } from './rosters.workflow.ts'

// The door of rosters: lists of people as offices send them, on their way into the register.
export { acceptRoster, resumeRosters, cancelRosterImport, discardRoster } from './accept.server.ts'
export { startWorkflowsOfEarlierRosters } from './earlier-rosters.server.ts'
export { uploadRoster, importRosterFile, openRoster, previewRoster } from './commands.server.ts'
export type { RefusedRow, RosterOutcome } from './counts.ts'
export { runInBackground } from './progress.server.ts'
export {
  type ListedRoster,
  listRosters,
  readRosterImport,
  exportRosterWithReasons,
  type RosterState,
  type RosterView,
  writeRefusals as writeRosterRefusals,
} from './queries.server.ts'
export { rosterWorkflow } from './rosters.workflow.ts'

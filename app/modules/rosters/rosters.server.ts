// The door of rosters: lists of people as offices send them, on their way into the register.
export { acceptRoster, resumeRosters, cancelRosterImport, discardRoster, forgetRoster } from './accept.server.ts'
export { findRosterCohort, listOpenCohorts } from './cohort-of-roster.server.ts'
export { beginTermsOfEarlierRosters, startWorkflowsOfEarlierRosters } from './earlier-rosters.server.ts'
export { assignRoster, uploadRoster, importRosterFile, openRoster, previewRoster } from './commands.server.ts'
export { hasImportedRoster, listRosterErrands } from './errands.server.ts'
export type { RefusedRow, RosterOutcome } from './counts.ts'
export { runInBackground } from './progress.server.ts'
export {
  findRoster,
  type ListedRoster,
  listRosters,
  readDiscardableRoster,
  readRosterImport,
  exportRosterWithReasons,
  type RosterState,
  type RosterView,
  writeRefusals as writeRosterRefusals,
} from './queries.server.ts'
export { writeRosterTemplate } from './template.server.ts'
export { addOnePerson } from './one-person/one-person.server.ts'
export { handleOnePersonForm } from './one-person/handle-form.server.ts'
export { rosterWorkflow } from './rosters.workflow.ts'

// The door of rosters: lists of people as offices send them, on their way into the register.
export { acceptRoster, handInRoster, importRosterFile, previewRoster, type RefusedRow, type RosterChoice, type RosterOutcome } from './commands.server.ts'
export { workOn } from './progress.server.ts'
export { listRosters, outcomeNames, readRosterImport, rosterWithReasons, type RosterState, writeRefusals as writeRosterRefusals } from './queries.server.ts'

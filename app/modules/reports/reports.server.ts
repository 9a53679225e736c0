// The door of reports.
export type { Counted, HeldCohort } from './counted.ts'
export { requestHouseholdReport, openFigureInThread, readReportInThread } from './in-thread.server.ts'
export { writeReport } from './export.server.ts'
export { type FigureList, type ListedCompletion, listAllCompletions } from './figure-list.server.ts'
export { defaultReportQuery, type HouseholdReport, readHouseholdReport, listReportRegions } from './household-report.server.ts'
export { findHousehold, formatOwnRegion } from './scope.server.ts'
export { askForWholeNumbers, requestFigure, exportHouseholdReport, openFigure, explainHousehold } from './recorded.server.ts'
export type { Condition, HouseholdExplanation } from './explain-household.server.ts'

// The door of reports.
export type { Counted, HeldCohort } from './counted.ts'
export { askHouseholdReport, openFigureApart, readReportApart } from './apart.server.ts'
export { writeReport } from './export.server.ts'
export { type FigureList, type ListedCompletion, listEverything } from './figure-list.server.ts'
export { defaultQuery, type HouseholdReport, readHouseholdReport, regionsToAsk } from './household-report.server.ts'
export { findHousehold, nameOfOwn } from './scope.server.ts'
export { askFigure, exportHouseholdReport, openFigure, whyHousehold } from './recorded.server.ts'
export type { Condition, Why } from './why.server.ts'

// The door of reports.
export { type Counted, type HeldCohort } from './counted.server.ts'
export { askFigure, askHouseholdReport, openFigureApart, readReportApart } from './apart.server.ts'
export { exportHouseholdReport, writeReport } from './export.server.ts'
export { type FigureList, type ListedCompletion, listEverything, openFigure } from './figure-list.server.ts'
export { defaultQuery, type HouseholdReport, readHouseholdReport, regionsToAsk } from './household-report.server.ts'
export { findHousehold, nameOfOwn } from './scope.server.ts'
export { type Condition, type Why, whyHousehold } from './why.server.ts'

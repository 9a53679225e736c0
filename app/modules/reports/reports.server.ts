// The door of reports.
export { type Counted, type HeldCohort } from './counted.server.ts'
export { type FigureList, type ListedCompletion, listEverything } from './figure-list.server.ts'
export { defaultQuery, type HouseholdReport, readHouseholdReport, regionsToAsk } from './household-report.server.ts'
export { findHousehold, nameOfOwn } from './scope.server.ts'
export { exportHouseholdReport, openFigure, whyHousehold } from './recorded.server.ts'
export type { Condition, Why } from './why.server.ts'

// The door of reports.
export { type Counted, type HeldCohort } from './counted.server.ts'
export { exportHouseholdReport } from './export.server.ts'
export { type FigureList, findHousehold, type HouseholdReport, type ListedCompletion, openFigure, readHouseholdReport } from './household-report.server.ts'
export { type Condition, type Why, whyHousehold } from './why.server.ts'

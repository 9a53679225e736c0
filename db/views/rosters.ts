// What other domains may read of rosters.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/rosters.ts'

/** Rosters that were handed in; not what is in them. */
export const rosters = subqueries
  .select({
    id: own.rosterImports.id,
    fileName: own.rosterImports.fileName,
    cohortId: own.rosterImports.cohortId,
    uploadedBy: own.rosterImports.uploadedBy,
  })
  .from(own.rosterImports)
  .as('rosters')

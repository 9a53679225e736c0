// What other domains may read of certificates; their state is in their workflow.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/certificates.ts'

export const certificates = subqueries
  .select({
    id: own.certificates.id,
    enrolmentId: own.certificates.enrolmentId,
    personId: own.certificates.personId,
    cohortId: own.certificates.cohortId,
    number: own.certificates.number,
    issuedOn: own.certificates.issuedOn,
    issuedAt: own.certificates.issuedAt,
  })
  .from(own.certificates)
  .as('certificates')

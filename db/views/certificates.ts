// What other domains may read of certificates; how each stands is its workflow's.
import { subqueries } from '../dialect/dialect.ts'
import * as own from '../schema/certificates.ts'

export const certificates = subqueries
  .select({
    id: own.certificates.id,
    enrolmentId: own.certificates.enrolmentId,
    personId: own.certificates.personId,
    number: own.certificates.number,
    issuedAt: own.certificates.issuedAt,
  })
  .from(own.certificates)
  .as('certificates')

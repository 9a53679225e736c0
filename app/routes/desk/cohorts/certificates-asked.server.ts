// What the certificates of a class are asked for: in which order and state, by number unless the address says otherwise.
import { parseRegisterQuery, type RegisterQuery } from '#app/modules/certificates/register-query.ts'

export function parseCohortQuery(address: URLSearchParams, cohortId: string): RegisterQuery {
  const own = new URLSearchParams([...address].filter(([name]) => ['sort', 'dir', 'state'].includes(name)))
  if (!own.has('sort')) own.set('sort', 'number')
  return { ...parseRegisterQuery(own), cohort: cohortId }
}

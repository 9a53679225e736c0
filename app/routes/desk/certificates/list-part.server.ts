// The register of certificates as its pages show it: the part that an address asks for.
import { lookUp } from '#app/text/look-up.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { certificateStateLabels } from '#app/modules/certificates/labels.ts'
import type { CertificateRegister } from '#app/modules/certificates/certificates.server.ts'
import type { PlacedCertificate } from '#app/modules/certificates/register-columns.ts'
import { indexedSorts, type RegisterQuery } from '#app/modules/certificates/register-query.ts'
import type { Position } from '#app/paging.ts'
import { type ListDefinition, type ListPart, parseTableQuery, toListPart } from '#app/ui/tables/table-query.ts'

interface Named {
  cohorts?: readonly { id: string; number: number; name: string; startsOn: string }[]
  places?: readonly { code: string; name: string }[]
}

/** What it is filtered by, in words: without what is not chosen. */
function nameFilters({ cohort, year, region, state }: RegisterQuery, { cohorts = [], places = [] }: Named) {
  const chosen = cohorts.find(({ id }) => id === cohort)
  return [
    { name: 'cohort', label: '培训班', value: cohort ?? '', words: chosen ? formatCohort(chosen) : '没有这个班的' },
    { name: 'year', label: '哪年发的', value: year ?? '', words: `${year} 年` },
    { name: 'region', label: '乡镇', value: region ?? '', words: places.find(({ code }) => code === region)?.name ?? region ?? '' },
    { name: 'state', label: '状态', value: state ?? '', words: lookUp(certificateStateLabels, state ?? '') ?? '' },
  ].filter(({ value }) => value)
}

interface Page extends Named {
  definition: ListDefinition<PlacedCertificate>
  address: URLSearchParams
  position: Position
  query: RegisterQuery
}

/** The page as part of a list. Beyond what is counted it is sorted by what an index sorts, or as usual. */
export function toRegisterPart(
  found: Omit<CertificateRegister, 'rows'> & { rows: PlacedCertificate[] },
  { definition, address, position, query, ...named }: Page,
): ListPart<PlacedCertificate> {
  const asked = parseTableQuery(address, definition)
  const isSorted = found.isCounted || indexedSorts.some((sort) => sort === asked.sort)
  const filters = nameFilters(query, named).filter(({ name }) => definition.filters?.some((filter) => filter.name === name))
  return toListPart(isSorted ? asked : { ...asked, sort: null, dir: 'asc' }, found, { size: definition.size, position, chosen: filters })
}

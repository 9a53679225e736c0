// Finds certificates by their number, or its beginning.
import { and, asc, eq } from 'drizzle-orm'
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { normaliseKey } from '#app/text/keys.ts'
import { beginsWith } from '#db/dialect/dialect.ts'
import { certificates } from '#db/schema/certificates.ts'
import { persons } from '#db/views/households.ts'
import { workflows } from '#db/views/workflow.ts'
import { certificatesVisibleTo } from './policy.ts'

export interface FoundCertificate {
  id: string
  number: string
  name: string
  issuedOn: string
  state: string
  why: string[]
}

/** Shorter beginnings are those of every number. */
const minLength = 4

/** Finds the first few certificates in reach whose number begins like that. */
export async function findCertificates(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<{ rows: FoundCertificate[]; isAll: boolean }> {
  const typed = normaliseKey(search)
  if (typed.length < minLength || !/\d/.test(typed)) return { rows: [], isAll: true }
  const rows = await site.read
    .select({
      id: certificates.id,
      number: certificates.number,
      name: persons.name,
      issuedOn: certificates.issuedOn,
      state: workflows.state,
    })
    .from(certificates)
    .innerJoin(workflows, eq(workflows.id, certificates.id))
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .where(and(beginsWith(certificates.number, typed), certificatesVisibleTo(viewer)))
    .orderBy(asc(certificates.number))
    .limit(most + 1)
  return {
    rows: rows.slice(0, most).map((row) => ({ ...row, why: [row.number === typed ? '证书编号' : `证书编号以 ${typed} 开头`] })),
    isAll: rows.length <= most,
  }
}

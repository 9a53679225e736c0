// Queries of certificates: as printed, as verified by anybody, and the viewer's own.
import { and, desc, eq } from 'drizzle-orm'
import { maskName } from '#app/masks.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { findRegionOn } from '#app/modules/regions/regions.server.ts'
import { notFound } from '#app/refusal.ts'
import type { Site } from '#app/site.ts'
import { toSnapshot } from '#app/workflow/kernel.server.ts'
import { inValues } from '#db/in-values.ts'
import { certificates } from '#db/schema/certificates.ts'
import { columnsOf } from '#db/views/columns.ts'
import { workflows } from '#db/views/workflow.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { persons } from '#db/views/households.ts'
import { certificateWorkflow } from './certificates.workflow.ts'
import { parseCode } from './code.ts'
import type { CertificateContent } from './commands.server.ts'
import { canRevokeCertificate, certificatesVisibleTo } from './policy.ts'

export interface CertificateView {
  id: string
  cohortId: string
  code: string
  number: string
  issuedOn: string
  content: CertificateContent
  /** `valid`, `replaced` or `revoked`. */
  state: string
  reason: string | null
  version: number
  canRevoke: boolean
}

const select = (site: Pick<Site, 'read'>) =>
  site.read
    .select({ certificate: certificates, workflow: columnsOf(workflows), personRegion: persons.regionCode, countyCode: cohorts.countyCode })
    .from(certificates)
    .innerJoin(workflows, eq(workflows.id, certificates.id))
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .innerJoin(cohorts, eq(cohorts.id, certificates.cohortId))

type Row = Awaited<ReturnType<typeof select>>[number]

/** Returns what was issued. The first certificates name no office: for them only the county that held the class is known. */
function contentOf({ certificate, countyCode }: Pick<Row, 'certificate' | 'countyCode'>): CertificateContent {
  const content = certificate.content as unknown as Omit<CertificateContent, 'issuer'> & { issuer?: string }
  return { ...content, issuer: content.issuer ?? findRegionOn(countyCode, certificate.issuedOn)?.name ?? '' }
}

const toView = ({ certificate, workflow, personRegion, countyCode }: Row, viewer: Viewer): CertificateView => ({
  id: certificate.id,
  cohortId: certificate.cohortId,
  code: certificate.code,
  number: certificate.number,
  issuedOn: certificate.issuedOn,
  content: contentOf({ certificate, countyCode }),
  state: workflow.state,
  reason: toSnapshot(certificateWorkflow, workflow).context.reason,
  version: workflow.version,
  canRevoke: canRevokeCertificate(viewer, { personRegion }),
})

/** Returns a certificate as printed. Throws 404 unless it is the viewer's own or in reach. */
export async function readCertificate(site: Pick<Site, 'read'>, viewer: Viewer, id: string): Promise<CertificateView> {
  const [row] = await select(site).where(and(eq(certificates.id, id), certificatesVisibleTo(viewer)))
  if (!row) throw notFound('这张证书')
  return toView(row, viewer)
}

/** Returns certificates as printed, in the order of these ids, as far as the viewer may see them. */
export async function readCertificates(site: Pick<Site, 'read'>, viewer: Viewer, ids: readonly string[]): Promise<CertificateView[]> {
  const rows = await select(site).where(and(inValues(certificates.id, ids), certificatesVisibleTo(viewer)))
  const byId = new Map(rows.map((row) => [row.certificate.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [toView(row, viewer)] : []
  })
}

/** Lists the viewer's own certificates, newest first. */
export async function listOwnCertificates(site: Pick<Site, 'read'>, viewer: Viewer): Promise<CertificateView[]> {
  if (!viewer.personId) return []
  const rows = await select(site)
    .where(eq(certificates.personId, viewer.personId))
    .orderBy(desc(certificates.issuedAt), desc(certificates.number))
  return rows.map((row) => toView(row, viewer))
}

/** Lists the latest certificate of each enrolment, if it has one that the viewer may see. */
export async function listCertificates(
  site: Pick<Site, 'read'>,
  viewer: Viewer,
  enrolmentIds: readonly string[],
): Promise<Map<string, { id: string; number: string; state: string }>> {
  if (enrolmentIds.length === 0) return new Map()
  const rows = await select(site)
    .where(and(inValues(certificates.enrolmentId, [...enrolmentIds]), certificatesVisibleTo(viewer)))
    .orderBy(certificates.issuedAt, certificates.number)
  return new Map(
    rows.map(({ certificate, workflow }) => [
      certificate.enrolmentId,
      { id: certificate.id, number: certificate.number, state: workflow.state },
    ]),
  )
}

/** What other domains may show of a certificate: no more than its verification page, and whose it is. */
export interface CertificateFact {
  id: string
  personId: string
  number: string
  /** Masked. */
  name: string
  course: string
  issuedOn: string
  /** `valid`, `replaced` or `revoked`. */
  state: string
}

const toFact = ({ certificate, workflow }: Row): CertificateFact => {
  const content = certificate.content as unknown as CertificateContent
  return {
    id: certificate.id,
    personId: certificate.personId,
    number: certificate.number,
    name: maskName(content.name),
    course: content.course,
    issuedOn: certificate.issuedOn,
    state: workflow.state,
  }
}

/** Finds the certificate of a code as it is printed; null if there is none. */
export async function findCertificateByCode(site: Pick<Site, 'read'>, entered: string): Promise<CertificateFact | null> {
  const code = parseCode(entered)
  const [row] = code ? await select(site).where(eq(certificates.code, code)) : []
  return row ? toFact(row) : null
}

/** Lists the certificates of these ids. The caller has checked access. */
export async function listCertificateFacts(site: Pick<Site, 'read'>, ids: readonly string[]): Promise<CertificateFact[]> {
  return ids.length === 0 ? [] : (await select(site).where(inValues(certificates.id, [...ids]))).map(toFact)
}

/** Lists all certificates of a person, newest first. The caller has checked access. */
export async function listCertificatesOfPerson(site: Pick<Site, 'read'>, personId: string): Promise<CertificateFact[]> {
  return (await select(site).where(eq(certificates.personId, personId)).orderBy(desc(certificates.issuedAt))).map(toFact)
}

export type Verification =
  | { found: false; mistyped: boolean }
  | { found: true; number: string; issuedOn: string; state: string; reason: string | null; content: CertificateContent }

/** Returns what anybody with a certificate's code may see: everything on it, the name masked; nothing about poverty. */
export async function verifyCertificate(site: Pick<Site, 'read'>, entered: string): Promise<Verification> {
  const code = parseCode(entered)
  if (!code) return { found: false, mistyped: true }
  const [row] = await select(site).where(eq(certificates.code, code))
  if (!row) return { found: false, mistyped: false }
  const content = contentOf(row)
  return {
    found: true,
    number: row.certificate.number,
    issuedOn: row.certificate.issuedOn,
    state: row.workflow.state,
    reason: toSnapshot(certificateWorkflow, row.workflow).context.reason,
    content: { ...content, name: maskName(content.name) },
  }
}

// Issuing, revoking and replacing certificates.
import { randomInt } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { toDay, formatDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import { getTrainingOffice } from '#app/modules/regions/regions.server.ts'
import type { Programme } from '#app/programme/programme.ts'
import { present } from '#app/present.ts'
import { Refusal, notFound, forbidden } from '#app/refusal.ts'
import type { Site, Tx } from '#app/site.ts'
import { advanceWorkflow, advanceBySystem, loadWorkflow, startWorkflow } from '#app/workflow/kernel.server.ts'
import { overtakenByStep } from '#app/workflow/overtaken.server.ts'
import { beginsWith } from '#db/dialect/dialect.ts'
import { newId } from '#db/id.ts'
import { certificates } from '#db/schema/certificates.ts'
import { workflows } from '#db/views/workflow.ts'
import { cohorts, completions, enrolments } from '#db/views/cohorts.ts'
import { columnsOf } from '#db/views/columns.ts'
import { courseVersions } from '#db/views/courses.ts'
import { persons } from '#db/views/households.ts'
import { isValid } from './certificate.states.ts'
import { certificateWorkflow } from './certificates.workflow.ts'
import { newCode } from './code.ts'
import { certificateStateLabels } from './labels.ts'
import { canRevokeCertificate, canSeeCertificate } from './policy.ts'

/** The part of the site that a certificate needs. */
type Installed = Pick<Site, 'programme'>

/** Everything that is printed on a certificate, as it was issued. */
export interface CertificateContent {
  name: string
  course: string
  tier: string
  /** Class hours of the course. */
  hours: number
  cohortNumber: number
  cohortName: string
  place: string
  /** First and last day of learning in the class. */
  startsOn: string
  endsOn: string
  completedOn: string
  /** The office that issued it, by its name on that day. */
  issuer: string
}

/** Finds the currently valid certificate of an enrolment. */
async function findValidCertificate(tx: Tx, enrolmentId: string) {
  const [row] = await tx
    .select({ id: certificates.id, content: certificates.content })
    .from(certificates)
    .innerJoin(workflows, and(eq(workflows.id, certificates.id), eq(workflows.state, 'valid')))
    .where(eq(certificates.enrolmentId, enrolmentId))
  return row ?? null
}

/** Issues the certificate of a completed enrolment, once: if there is a valid one, returns that one. Returns its id. */
export const issueCertificate = async (tx: Tx, { programme }: Installed, { enrolmentId }: { enrolmentId: string }): Promise<string> =>
  (await findValidCertificate(tx, enrolmentId))?.id ?? issue(tx, programme, enrolmentId)

/**
 * Updates the certificate after a correction of attendance: revokes it if the completion was taken back, replaces it if it shows another
 * day.
 */
export async function correctCertificate(tx: Tx, { programme }: Installed, { enrolmentId }: { enrolmentId: string }): Promise<void> {
  const certificate = await findValidCertificate(tx, enrolmentId)
  if (!certificate) return
  const [completion] = await tx
    .select({ day: completions.day })
    .from(completions)
    .where(and(eq(completions.enrolmentId, enrolmentId), isNull(completions.supersededAt)))
  if (!completion)
    await advanceBySystem(tx, certificateWorkflow, {
      id: certificate.id,
      event: { type: 'REVOKE', reason: '考勤更正以后，出勤没有达到结业要求。' },
    })
  else if (completion.day !== certificate.content.completedOn)
    await replace(tx, programme, { id: certificate.id, enrolmentId, reason: `考勤更正以后，结业日是${formatDay(completion.day)}。` })
}

async function replace(tx: Tx, programme: Programme, { id, enrolmentId, reason }: { id: string; enrolmentId: string; reason: string }) {
  const next = await issue(tx, programme, enrolmentId)
  await advanceBySystem(tx, certificateWorkflow, { id, event: { type: 'REPLACE', reason, by: next } })
  return next
}

async function issue(tx: Tx, programme: Programme, enrolmentId: string): Promise<string> {
  const [row] = await tx
    .select({ person: columnsOf(persons), cohort: columnsOf(cohorts), course: columnsOf(courseVersions), day: completions.day })
    .from(completions)
    .innerJoin(enrolments, eq(enrolments.id, completions.enrolmentId))
    .innerJoin(persons, eq(persons.id, completions.personId))
    .innerJoin(cohorts, eq(cohorts.id, completions.cohortId))
    .innerJoin(courseVersions, eq(courseVersions.id, cohorts.courseVersionId))
    .where(and(eq(completions.enrolmentId, enrolmentId), isNull(completions.supersededAt)))
  if (!row) throw new Refusal(409, '还没有结业，不能发证。')
  const { person, cohort, course, day } = row
  const year = toDay(tx.at).slice(0, 4)
  const prefix = `${programme.certificatePrefix}${year}-${String(cohort.number).padStart(2, '0')}-`
  const ordinal = (await tx.$count(certificates, beginsWith(certificates.number, prefix))) + 1 // a range of the index: LIKE would read every certificate
  const content: CertificateContent = {
    name: person.name,
    course: course.title,
    tier: cohort.tier,
    hours: (course.content as { hours?: number }).hours ?? 0,
    cohortNumber: cohort.number,
    cohortName: cohort.name,
    place: cohort.place,
    startsOn: cohort.startsOn,
    endsOn: cohort.endsOn < day ? cohort.endsOn : day, // the trainee may complete before the class ends
    completedOn: day,
    issuer: getTrainingOffice(programme, cohort.countyCode, toDay(tx.at)),
  }
  const id = newId()
  await startWorkflow(tx, certificateWorkflow, { id })
  await tx.insert(certificates).values({
    id,
    code: newCode(Array.from({ length: 10 }, () => randomInt(29))),
    number: prefix + String(ordinal).padStart(3, '0'),
    enrolmentId,
    personId: person.id,
    cohortId: cohort.id,
    issuedOn: toDay(tx.at),
    content: { ...content },
    issuedAt: tx.at,
  })
  return id
}

async function requireChangeable(site: Site, viewer: Viewer, certificateId: string) {
  const [row] = await site.read
    .select({ certificate: certificates, personRegion: persons.regionCode })
    .from(certificates)
    .innerJoin(persons, eq(persons.id, certificates.personId))
    .where(eq(certificates.id, certificateId))
  if (!row || !canSeeCertificate(viewer, { ...row.certificate, personRegion: row.personRegion })) throw notFound('这张证书')
  if (!canRevokeCertificate(viewer, row)) throw forbidden('只有管理员能撤销或换发证书。')
  return row.certificate
}

/** Revokes a certificate, with the reason that its verification page will show. */
export async function revokeCertificate(
  site: Site,
  viewer: Viewer,
  { id, version, reason }: { id: string; version: number; reason: string },
) {
  await requireChangeable(site, viewer, id)
  return site.write(viewer.accountId, 'revoke certificate', (tx) =>
    advanceWorkflow(tx, certificateWorkflow, { id, version, event: { type: 'REVOKE', reason } }),
  )
}

/**
 * Issues a new certificate in place of this one, for instance after a name was corrected. The old one stays, as replaced. Returns the new
 * id. Throws 409 if it is no longer as it was seen.
 */
export async function replaceCertificate(
  site: Site,
  viewer: Viewer,
  { id, version, reason }: { id: string; version: number; reason: string },
): Promise<string> {
  const certificate = await requireChangeable(site, viewer, id)
  return site.write(viewer.accountId, 'replace certificate', async (tx) => {
    if ((await loadWorkflow(tx, certificateWorkflow, id)).version !== version) throw await overtakenByStep(tx, certificateWorkflow, id)
    return replace(tx, site.programme, { id, enrolmentId: certificate.enrolmentId, reason })
  })
}

/** What revoking or replacing a certificate would do. */
export interface CertificateStepView {
  id: string
  version: number
  number: string
  /** As printed. */
  name: string
  cohortId: string
  /** The holder's name now, which a new certificate would show. */
  nameNow: string
  /** Why it cannot be done now; null if it can. */
  objection: string | null
}

/** Returns what a step would do. Throws 404, and 403 if the viewer may not take it. */
export async function readCertificateStep(site: Site, viewer: Viewer, id: string): Promise<CertificateStepView> {
  const { number, personId, cohortId, content } = await requireChangeable(site, viewer, id)
  const { state, version } = await loadWorkflow(site.read, certificateWorkflow, id)
  const [person] = await site.read.select({ name: persons.name }).from(persons).where(eq(persons.id, personId))
  return {
    id,
    version,
    number,
    cohortId,
    name: (content as unknown as CertificateContent).name,
    nameNow: present(person, 'holder').name,
    objection: isValid(state) ? null : `这张证书${certificateStateLabels[state]}，不能再办。`,
  }
}

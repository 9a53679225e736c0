// Finds entries by the things that a viewer may see, for viewers whom little of the trail concerns: looking through all of it would find
// next to nothing. What is found here are candidates; each is judged by its things before it is shown.
import { and, eq, or, type SQL, sql, type SQLWrapper } from 'drizzle-orm'
import { isOwnerRole } from '#app/access/account-kind.ts'
import { roles } from '#app/access/roles.ts'
import { getReach, hasDuty, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { cohortsVisibleTo } from '#app/modules/cohorts/policy.ts'
import { householdsVisibleTo, personsVisibleTo } from '#app/modules/households/policy.ts'
import { canCoordinate, shopsVisibleTo } from '#app/modules/shops/policy.ts'
import type { Reader } from '#app/site.ts'
import { auditIndex, auditSubjects } from '#db/schema/audit.ts'
import { inValues } from '#db/in-values.ts'
import { grants } from '#db/views/accounts.ts'
import { cohorts } from '#db/views/cohorts.ts'
import { households, persons } from '#db/views/households.ts'
import { rosters } from '#db/views/rosters.ts'
import { pairingRounds } from '#db/views/rounds.ts'
import { shopImports, shops } from '#db/views/shops.ts'
import type { SubjectKind } from './audit-query.ts'

type Read = Pick<Reader, 'select'>

/** Whoever may see more people than this finds enough by looking through. */
const maxOwnPeople = 5_000
/** Mentions of the viewer's things that are gone through for one step back. */
const maxMentions = 20_000

/** Written like the condition of the index `audit_subjects_class_itself`. */
const itself = sql`${auditSubjects.kind} = 'cohort' and ${auditSubjects.place} is not null`

/** Whether the viewer may see few enough people for their entries to be found by them. */
export async function hasFewThings(read: Read, viewer: Viewer): Promise<boolean> {
  if (!hasDuty(viewer, 'persons.see')) return true
  const more = await read.select({ id: persons.id }).from(persons).where(personsVisibleTo(viewer)).limit(1).offset(maxOwnPeople)
  return more.length === 0
}

/**
 * The viewer's things, as far as none of them belongs to another: an enrolment, a sheet, a certificate and a trainee's account are found by
 * the person, an exam by the class, a pairing and a rating by the shop (`parents` in `things.server.ts`).
 */
function mentionsOfOwn(read: Read, viewer: Viewer, during: SQL | undefined): SQL | undefined {
  const own: [SubjectKind, ids: SQLWrapper, only?: SQL][] = [
    ['roster', read.select({ id: rosters.id }).from(rosters).where(eq(rosters.uploadedBy, viewer.accountId))],
    ['shop', read.select({ id: shops.id }).from(shops).where(shopsVisibleTo(viewer, shops))],
    ['account', sql`(select ${viewer.accountId})`],
  ]
  if (hasDuty(viewer, 'persons.see')) own.push(['person', read.select({ id: persons.id }).from(persons).where(personsVisibleTo(viewer))])
  if (hasDuty(viewer, 'households.see'))
    own.push(['household', read.select({ id: households.id }).from(households).where(householdsVisibleTo(viewer))])
  if (hasDuty(viewer, 'cohorts.see')) {
    const run = within(getReach(viewer, 'cohorts.see'), { region: cohorts.regionCode, cohort: cohorts.id })
    own.push(
      // Of a class that the county holds an officer sees the class itself, but not who comes from elsewhere.
      ['cohort', read.select({ id: cohorts.id }).from(cohorts).where(cohortsVisibleTo(viewer)), itself],
      ['cohort', read.select({ id: cohorts.id }).from(cohorts).where(run)],
    )
  }
  if (canCoordinate(viewer))
    own.push(
      ['round', read.select({ id: pairingRounds.id }).from(pairingRounds)],
      ['shopImport', read.select({ id: shopImports.id }).from(shopImports)],
      [
        'account',
        read
          .select({ id: grants.accountId })
          .from(grants)
          .where(inValues(grants.role, roles.filter(isOwnerRole))),
      ],
    )
  return or(...own.map(([kind, ids, only]) => and(eq(auditSubjects.kind, kind), sql`${auditSubjects.subjectId} in ${ids}`, during, only)))
}

/** The entries that mention the viewer's things, as a condition of the index; null if there are too many of them to go through. */
export async function selectMentions(read: Read, viewer: Viewer, during: SQL | undefined): Promise<SQL | null> {
  const found = await read
    .select({ sequence: auditSubjects.sequence })
    .from(auditSubjects)
    .where(mentionsOfOwn(read, viewer, during))
    .limit(maxMentions + 1)
  if (found.length > maxMentions) return null
  return inValues(auditIndex.sequence, new Set(found.map(({ sequence }) => sequence)))
}

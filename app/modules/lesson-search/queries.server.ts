// Finds passages in the course versions that the viewer may see.
import { and, desc, eq, isNull, ne, or } from 'drizzle-orm'
import { getReach, hasDuty, type Viewer } from '#app/access/viewer.ts'
import { within } from '#app/access/within.server.ts'
import { hasLeft } from '#app/modules/cohorts/enrolment.states.ts'
import { present } from '#app/present.ts'
import type { Site } from '#app/site.ts'
import { groupBy } from '#db/group-by.ts'
import { inValues } from '#db/in-values.ts'
import { isOfVersions, lessonTerms, matchesLessonTerms, rankOfPassage } from '#db/lesson-search.ts'
import { lessonPassages, searchedVersions } from '#db/schema/lesson-search.ts'
import { cohorts, enrolments } from '#db/views/cohorts.ts'
import { courseOffers, courseVersions } from '#db/views/courses.ts'
import { workflows } from '#db/views/workflow.ts'
import { excerptText, type MarkedText, markText } from './marked-text.ts'
import type { PassageKind } from './passages.ts'
import { findsQuestions } from './policy.ts'
import { findMarks, readWanted, toQuery, type Wanted } from './question.server.ts'

export interface FoundPassage {
  id: number
  kind: PassageKind
  course: { slug: string; title: string; versionId: string }
  lesson: { slug: string; title: string }
  /** s1, s2 and so on; null for a lesson as a whole, and for a question. */
  section: string | null
  /** The id of a question, the term of a word. */
  key: string | null
  heading: MarkedText
  excerpt: MarkedText
}

export interface LessonSearch {
  rows: FoundPassage[]
  /** Whether there are no more. */
  isAll: boolean
  /** How many of the viewer's courses cannot be searched yet. */
  waiting: number
}

type Reading = Pick<Site, 'read'>

/**
 * The versions that the viewer studies: of each course that of the latest class, which is what its pages show. Not the courses of classes
 * that the viewer has left.
 */
async function listStudied({ read }: Reading, viewer: Viewer): Promise<string[]> {
  const { personId } = getReach(viewer, 'learning.study')
  if (!personId) return []
  const classes = await read
    .select({ versionId: cohorts.courseVersionId, slug: courseVersions.courseSlug, state: workflows.state })
    .from(enrolments)
    .innerJoin(cohorts, eq(cohorts.id, enrolments.cohortId))
    .innerJoin(courseVersions, eq(courseVersions.id, cohorts.courseVersionId))
    .innerJoin(workflows, eq(workflows.id, enrolments.id))
    .where(eq(enrolments.personId, personId))
    .orderBy(desc(cohorts.startsOn))
  return [...groupBy(classes, ({ slug }) => slug).values()].flatMap((own) =>
    own.every(({ state }) => hasLeft(state)) ? [] : own.slice(0, 1).map(({ versionId }) => versionId),
  )
}

/** The versions that new classes get, and those that classes in the viewer's reach study. */
async function listTaught({ read }: Reading, viewer: Viewer): Promise<string[]> {
  if (!findsQuestions(viewer)) return []
  const offers = await read.select({ versionId: courseOffers.courseVersionId }).from(courseOffers)
  const classes = hasDuty(viewer, 'cohorts.see')
    ? await read
        .selectDistinct({ versionId: cohorts.courseVersionId })
        .from(cohorts)
        .where(within(getReach(viewer, 'cohorts.see'), { region: cohorts.regionCode, cohort: cohorts.id }))
    : []
  return [...new Set([...offers, ...classes].flatMap(({ versionId }) => versionId ?? []))]
}

interface Visible {
  /** Without their questions. */
  studied: string[]
  taught: string[]
}

/**
 * Of passages that have everything in their headings, and of others, so many are ranked, the newest first: a word that stands in more of them
 * is in most of what there is.
 */
const maxRanked = 1_000

/** The passages that a query finds, best first; where they are equal, the newest. */
async function listRanked({ read }: Reading, { studied, taught }: Visible, query: string): Promise<number[]> {
  const version = lessonPassages.courseVersionId
  const rows = await read
    .select({ id: lessonTerms.id, rank: rankOfPassage })
    .from(lessonTerms)
    .innerJoin(lessonPassages, eq(lessonPassages.id, lessonTerms.id))
    .where(
      and(
        matchesLessonTerms(query),
        or(and(isOfVersions(version, studied), ne(lessonPassages.kind, 'question')), isOfVersions(version, taught)),
      ),
    )
    .orderBy(desc(lessonTerms.id))
    .limit(maxRanked)
  return rows.sort((one, other) => one.rank - other.rank).map(({ id }) => id)
}

/** Passages that have everything in their headings come first. */
async function listCandidates(site: Reading, visible: Visible, wanted: Wanted): Promise<{ ids: number[]; isAll: boolean }> {
  const named = await listRanked(site, visible, toQuery(wanted, 'heading'))
  const others = await listRanked(site, visible, toQuery(wanted, 'heading body'))
  return { ids: [...new Set([...named, ...others])], isAll: named.length < maxRanked && others.length < maxRanked }
}

async function readPassages({ read }: Reading, ids: readonly number[]) {
  const rows = await read
    .select({ passage: lessonPassages, course: { slug: courseVersions.courseSlug, title: courseVersions.title } })
    .from(lessonPassages)
    .innerJoin(courseVersions, eq(courseVersions.id, lessonPassages.courseVersionId))
    .where(inValues(lessonPassages.id, ids))
  const byId = new Map(rows.map((row) => [row.passage.id, row]))
  return ids.map((id) => present(byId.get(id), `passage ${id}`))
}

/** Counts those of the versions that are not indexed yet. */
async function countWaiting({ read }: Reading, { studied, taught }: Visible): Promise<number> {
  const rows = await read
    .select({ id: courseVersions.id })
    .from(courseVersions)
    .leftJoin(searchedVersions, eq(searchedVersions.courseVersionId, courseVersions.id))
    .where(and(inValues(courseVersions.id, [...studied, ...taught]), isNull(searchedVersions.courseVersionId)))
  return rows.length
}

/** Finds what has everything that was typed, best first, with what was found marked. */
export async function searchLessons(
  site: Reading,
  viewer: Viewer,
  { search, most }: { search: string; most: number },
): Promise<LessonSearch> {
  const wanted = readWanted(search)
  const visible: Visible = { studied: await listStudied(site, viewer), taught: await listTaught(site, viewer) }
  if (wanted.length === 0 || visible.studied.length + visible.taught.length === 0) return { rows: [], isAll: true, waiting: 0 }
  const candidates = await listCandidates(site, visible, wanted)
  const rows: FoundPassage[] = []
  const seen = new Set<string>()
  const some = 2 * most
  for (let at = 0; at < candidates.ids.length && rows.length <= most; at += some)
    for (const { passage, course } of await readPassages(site, candidates.ids.slice(at, at + some))) {
      const place = JSON.stringify([course.slug, passage.kind, passage.lessonSlug, passage.section, passage.key])
      if (seen.has(place)) continue // in another version of the course
      const marks = findMarks(passage, wanted)
      if (!marks) continue // initials whose pairs are there, but not one after the other
      seen.add(place)
      rows.push({
        id: passage.id,
        kind: passage.kind,
        course: { ...course, versionId: passage.courseVersionId },
        lesson: { slug: passage.lessonSlug, title: passage.lessonTitle },
        section: passage.section,
        key: passage.key,
        heading: markText(passage.heading, marks.heading),
        excerpt: excerptText(passage.body, marks.body),
      })
    }
  return { rows: rows.slice(0, most), isAll: rows.length <= most && candidates.isAll, waiting: await countWaiting(site, visible) }
}

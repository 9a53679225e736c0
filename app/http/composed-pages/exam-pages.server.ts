// What the pages of an exam are drawn from: for their routes, and for whoever draws them without Remix.
import type { Viewer } from '#app/access/viewer.ts'
import { readExam, readResult, readSitting } from '#app/modules/exams/exams.server.ts'
import { findResumePlace, parsePlace } from '#app/modules/exams/place.ts'
import type { Site } from '#app/site.ts'
import { getTextSize } from '#app/ui/text-size.tsx'
import { islandUrl } from '../islands.server.ts'

/** What the exam is, before it begins. */
export const loadExamPage = async (site: Site, viewer: Viewer, examId: string) => ({
  account: viewer.accountId,
  script: islandUrl('phone.js'),
  exam: await readExam(site, viewer, examId),
})

/** An attempt being sat, at the place that the address names. */
export async function loadSittingPage(
  site: Site,
  viewer: Viewer,
  attemptId: string,
  { search, cookies }: { search: string; cookies: string | null },
) {
  const view = await readSitting(site, viewer, attemptId)
  return {
    view,
    place: parsePlace(search, view) ?? findResumePlace(view),
    textSize: getTextSize(cookies),
    script: islandUrl('sitting.js'),
  }
}

/** The result of an attempt. */
export async function loadResultPage(site: Site, viewer: Viewer, attemptId: string) {
  const result = await readResult(site, viewer, attemptId)
  return { account: viewer.accountId, script: islandUrl('phone.js'), result, exam: await readExam(site, viewer, result.examId) }
}

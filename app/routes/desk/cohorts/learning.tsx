// When each trainee of a class finished each lesson.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { listTrainees } from '#app/modules/cohorts/cohorts.server.ts'
import { LearningPage } from '#app/modules/cohorts/pages/learning-page.tsx'
import { readLessonDays } from '#app/modules/learning/learning.server.ts'
import { parsePosition, readPageOfList } from '#app/paging.ts'
import { loadCohortFrame } from './cohort-frame.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '学完每一课的日子 · 梯队' }]

const pageSize = 200

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    const frame = await loadCohortFrame(args)
    const { viewer, cohort } = frame
    const trainees = await listTrainees(args.context.site, viewer, cohort)
    const position = parsePosition(new URL(args.request.url).searchParams)
    const { rows: shown, ...turns } = await readPageOfList(trainees, { position, size: pageSize, keyOf: ({ enrolmentId }) => enrolmentId })
    const persons = shown.map(({ personId }) => personId)
    const { lessons, days } = await readLessonDays(args.context.site, cohort.courseVersionId, persons)
    const none = lessons.map(() => null)
    const lines = shown.map(({ enrolmentId, personId, name }) => ({ enrolmentId, name, days: days.get(personId) ?? none }))
    return { ...frame, lessons, lines, turns }
  })

export default function Route() {
  return <LearningPage {...useLoaderData<typeof loader>()} />
}

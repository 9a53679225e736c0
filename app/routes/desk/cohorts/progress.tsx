// How a class is learning: who is where, which sections are not understood, what is chosen in checks.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskLinks } from '#app/http/page.ts'
import { throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { countWaitingInClass } from '#app/modules/inquiries/inquiries.server.ts'
import { readClassLearning } from '#app/modules/learning/learning.server.ts'
import { ClassLearningPage } from '#app/modules/learning/pages/class-learning-page.tsx'
import { findLessonInStudio } from '#app/modules/studio/studio.server.ts'
import { countWaitingTasks } from '#app/modules/tasks/tasks.server.ts'
import { parsePosition, readPageOfList } from '#app/paging.ts'
import { loadCohortFrame } from './cohort-frame.server.ts'

export const links = deskLinks
export const meta = () => [{ title: '学习 · 梯队' }]

const pageSize = 50

export const loader = (args: LoaderFunctionArgs) =>
  throwRefusals(async () => {
    await requireDuty(args, 'learning.follow')
    const frame = await loadCohortFrame(args)
    const { site } = args.context
    const { searchParams } = new URL(args.request.url)
    const lesson = /^[a-z0-9-]{1,60}$/.exec(searchParams.get('lesson') ?? '')?.[0]
    const { learners, ...learning } = await readClassLearning(site, frame.viewer, frame.cohort, lesson)
    const part = searchParams.get('who') === 'away' ? 'away' : lesson && searchParams.get('who') === 'here' ? 'here' : 'all'
    const wanted = learners.filter(({ isAway, at }) => part === 'all' || (part === 'away' ? isAway : at?.lesson === lesson))
    const position = parsePosition(searchParams)
    const { rows, ...turns } = await readPageOfList(wanted, { position, size: pageSize, keyOf: ({ enrolmentId }) => enrolmentId })
    const away = learners.filter(({ isAway }) => isAway).length
    const questions = await countWaitingInClass(site, frame.cohort.id)
    const tasks = await countWaitingTasks(site, frame.viewer, frame.cohort.id)
    const studio = learning.detail && (await findLessonInStudio(site, frame.viewer, frame.cohort.courseVersionId, learning.detail.slug))
    const people = { learners: rows, turns, part, lesson: lesson ?? null, seen: learners.length, away } as const
    return { ...frame, ...learning, ...people, questions, tasks, studio }
  })

export default function Route() {
  return <ClassLearningPage {...useLoaderData<typeof loader>()} />
}

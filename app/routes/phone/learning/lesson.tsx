// A lesson. HTML and CSS; one small script stores progress and makes the exercises interactive. Without scripts,
// buttons do the same.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { param } from '#app/http/params.server.ts'
import { paths } from '#app/shell/paths.ts'
import { throwRefusals, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import exerciseStyles from '#app/lesson/exercises.css?url'
import lessonCss from '#app/lesson/lesson.css?url'
import { lessonForm, toProgressEvents } from '#app/modules/learning/lesson-form.ts'
import { LessonPage } from '#app/modules/learning/pages/lesson-page.tsx'
import { recordProgress, readLesson } from '#app/modules/learning/learning.server.ts'
import { renderTaskForms } from '#app/modules/tasks/tasks.server.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { notFound } from '#app/refusal.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.lesson.title ?? '课'} · 梯队` }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.see')
  const [course, lesson] = [param(args, 'course'), param(args, 'lesson')]
  const read = await throwRefusals(() => readLesson(args.context.site, viewer, course, lesson))
  return {
    lesson: read,
    taskForms: renderTaskForms(read),
    account: viewer.accountId,
    script: islandUrl('lesson.js'),
    mediaScript: islandUrl('lesson-media.js'),
    exerciseScript: islandUrl('lesson-exercises.js'),
    formScript: islandUrl('trainee-forms.js'),
  }
}

/** Without scripts: the button at the end reports that the lesson is done, that of a section that it was not understood. */
export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'learning.study')
    const form = await readForm(request, lessonForm)
    const { site } = args.context
    const [course, lesson, at] = [param(args, 'course'), param(args, 'lesson'), site.now().toISOString()]
    const events = toProgressEvents(form, { course, lesson, at })
    const unknown = await recordProgress(site, viewer, events)
    if (events.length === 0 || unknown.length > 0) throw notFound('这一课')
    if (form.stuck) return redirect(`${paths.lesson(course, lesson)}#${form.stuck.split(' ')[0]}`)
    return redirect(form.next ? paths.lesson(course, form.next) : paths.course(course))
  })

export default function Lesson() {
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  return <LessonPage {...useLoaderData<typeof loader>()} exerciseStyles={exerciseStyles} textSize={textSize} />
}

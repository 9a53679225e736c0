// A task of a lesson: what to hand in, and what was handed in. The form without scripts is posted here, with scripts to the outbox's address.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readFormData } from '#app/http/bodies/forms.server.ts'
import { islandUrl } from '#app/http/islands.server.ts'
import { param } from '#app/http/params.server.ts'
import { handleTaskForm } from '#app/http/phone-forms/trainee-forms.server.ts'
import { getRefused } from '#app/http/refused.ts'
import { respond, throwRefusals } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { hasDuty } from '#app/access/viewer.ts'
import exerciseStyles from '#app/lesson/exercises.css?url'
import lessonCss from '#app/lesson/lesson.css?url'
import { readTask } from '#app/modules/learning/learning.server.ts'
import { TaskPage } from '#app/modules/tasks/pages/task-page.tsx'
import { paths } from '#app/shell/paths.ts'

export const links: LinksFunction = () => [lessonCss, exerciseStyles].map((href) => ({ rel: 'stylesheet', href }))
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.task.title ?? '任务'} · 梯队` }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireDuty(args, 'learning.see')
  const [course, lesson, task] = [param(args, 'course'), param(args, 'lesson'), param(args, 'task')]
  const { own, ...view } = await throwRefusals(() => readTask(args.context.site, viewer, course, lesson, task))
  const account = hasDuty(viewer, 'learning.study') ? viewer.accountId : null
  return { ...view, ...own, account, script: islandUrl('trainee-forms.js') }
}

export const action = (args: ActionFunctionArgs) =>
  respond(args.request, async (request) => {
    const viewer = await requireDuty(args, 'learning.study')
    const [course, lesson, task] = [param(args, 'course'), param(args, 'lesson'), param(args, 'task')]
    await handleTaskForm(args.context.site, viewer, `${course}/${lesson}/${task}`, await readFormData(request))
    return redirect(paths.task(course, lesson, task))
  })

export default function Task() {
  return <TaskPage {...useLoaderData<typeof loader>()} refused={getRefused(useActionData<typeof action>())} />
}

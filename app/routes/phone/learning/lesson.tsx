// A lesson. HTML and CSS; one small script keeps progress and wakes the exercises. Without scripts, buttons do the same.
import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { id, longText } from '#app/fields.ts'
import { readForm } from '#app/http/bodies/forms.server.ts'
import { Island } from '#app/http/island.tsx'
import { islandUrl } from '#app/http/islands.server.ts'
import { paths } from '#app/shell/paths.ts'
import { orRefuse, respond } from '#app/http/respond.server.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { WaitingSheets } from '#app/shell/trainee-phone.tsx'
import { keepProgress, readLesson } from '#app/modules/learning/learning.server.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { notFound } from '#app/refusal.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { TextSizeForm } from '#app/ui/text-size.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.lesson.title ?? '课'} · 梯队` }]

const Done = z.object({ sections: longText().regex(/^(s\d+)(,s\d+)*$/), next: id().optional() })

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'learning.see')
  const { course, lesson } = asked.params
  return {
    lesson: await orRefuse(() => readLesson(asked.context.site, viewer, course!, lesson!)),
    account: viewer.accountId,
    script: islandUrl('lesson.js'),
  }
}

/** Without scripts: the button at the end says that the lesson is done. */
export const action = (asked: ActionFunctionArgs) =>
  respond(asked.request, async (request) => {
    const viewer = await requireDuty(asked, 'learning.study')
    const { sections, next } = await readForm(request, Done)
    const { site } = asked.context
    const course = asked.params.course!
    const lesson = asked.params.lesson!
    const at = site.now().toISOString()
    const unknown = await keepProgress(
      site,
      viewer,
      sections.split(',').map((section) => ({ kind: 'section', course, lesson, section, at })),
    )
    if (unknown.length > 0) throw notFound('这一课')
    return redirect(next ? paths.lesson(course, next) : paths.course(course))
  })

export default function LessonPage() {
  const { lesson, account, script } = useLoaderData<typeof loader>()
  const { course } = lesson
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  const left = lesson.sections.filter(({ done }) => !done)
  return (
    <PhonePage
      title={`第 ${lesson.ordinal} 课，共 ${lesson.of} 课`}
      back={{ href: paths.course(course.slug), label: '目录' }}
      woven={lesson.keeps ? (100 * (lesson.sections.length - left.length)) / Math.max(1, lesson.sections.length) : undefined}
    >
      <article
        className="lesson"
        data-account={lesson.keeps ? account : undefined}
        data-course={course.slug}
        data-lesson={lesson.slug}
        data-done={lesson.sections
          .filter(({ done }) => done)
          .map(({ id }) => id)
          .join(' ')}
        data-marks={JSON.stringify(lesson.marks)}
        data-lessons={lesson.lessons.join(' ')}
      >
        <h1>{lesson.title}</h1>
        <p className="lesson-length">
          约 {lesson.minutes} 分钟，{lesson.sections.length} 节
        </p>
        <div dangerouslySetInnerHTML={{ __html: lesson.html }} />
      </article>
      <p className="saved-line" role="status" id="saved" />
      <WaitingSheets />
      {lesson.keeps && left.length > 0 ? (
        <form method="post" id="lesson-done">
          <input type="hidden" name="sections" value={left.map(({ id }) => id).join(',')} />
          {lesson.next && <input type="hidden" name="next" value={lesson.next.slug} />}
          <Button wide>{lesson.next ? `学完了，下一课：${lesson.next.title}` : '学完了，回目录'}</Button>
        </form>
      ) : (
        <ButtonLink href={lesson.next ? paths.lesson(course.slug, lesson.next.slug) : paths.course(course.slug)} wide>
          {lesson.next ? `下一课：${lesson.next.title}` : '回目录'}
        </ButtonLink>
      )}
      <h2 className="small">字太小？</h2>
      <TextSizeForm size={textSize} back={paths.lesson(course.slug, lesson.slug)} />
      <Island src={script} />
    </PhonePage>
  )
}

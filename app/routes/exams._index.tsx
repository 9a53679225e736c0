// My exams: what is open, what I have sat.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { PageHandle } from '#app/http/page.ts'
import { paths } from '#app/http/paths.ts'
import { requireDuty } from '#app/http/viewer.server.ts'
import { examsOfTrainee } from '#app/modules/exams/exams.server.ts'
import { attemptWords, sayExamDays } from '#app/modules/exams/words.ts'
import { traineeNav } from '#app/modules/learning/trainee-nav.ts'
import { Badge, Empty } from '#app/ui/notice.tsx'
import { PhonePage } from '#app/ui/phone-page.tsx'

export const handle: PageHandle = { page: 'reading' }
export const meta = () => [{ title: '考试 · 梯队' }]

export async function loader(asked: LoaderFunctionArgs) {
  const viewer = await requireDuty(asked, 'exams.sit')
  return { exams: await examsOfTrainee(asked.context.site, viewer) }
}

export default function ExamsPage() {
  const { exams } = useLoaderData<typeof loader>()
  return (
    <PhonePage title="考试" nav={traineeNav('/exams')}>
      <h1>我的考试</h1>
      {exams.length === 0 && <Empty>现在没有考试。安排了考试，会出现在这里。</Empty>}
      {exams.map((exam) => {
        const last = exam.attempts.at(-1)
        const passed = exam.attempts.some(({ state }) => state === 'graded.passed')
        return (
          <a key={exam.id} className="card" href={paths.exam(exam.id)}>
            <strong>{exam.title}</strong>
            <br />
            {sayExamDays(exam)}
            <br />
            {passed ? <Badge kind="good">通过</Badge> : last ? <Badge kind="warn">{attemptWords[last.state]}</Badge> : <Badge>还没考</Badge>}
          </a>
        )
      })}
    </PhonePage>
  )
}

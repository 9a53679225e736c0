// What instructors said to what was handed in, on a trainee's first page: each leads to its task.
import { paths } from '#app/shell/paths.ts'
import { Place } from '#app/ui/place.tsx'
import { verdictLabels } from '../labels.ts'
import type { TaskNews } from '../tasks.server.ts'

export const TaskNewsPlaces = ({ news }: { news: readonly TaskNews[] }) =>
  news.map(({ course, lesson, task, title, verdict, words, hasVoice }) => (
    <Place
      key={`${course}/${lesson}/${task}`}
      icon={verdict === 'accepted' ? 'good' : 'pen'}
      href={paths.task(course, lesson, task)}
      title={`${verdictLabels[verdict]}：${title}`}
      urgent={verdict === 'again'}
    >
      {words || (hasVoice ? '讲师说了一段话，点开听' : '讲师看过了')}
    </Place>
  ))

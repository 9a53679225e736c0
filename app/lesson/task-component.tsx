// A task: what to hand in, how it will be judged, an example. The form and what became of it are put in for each reader (compiled/lesson-tasks.ts).
import { listPoints, maxTaskPoints, type TaskKind, taskKindLabels, taskKinds } from './compiled/lesson-tasks.ts'
import { bare, component, file, id, type LessonComponent, text } from './lesson-component.ts'

/** The kinds that were written: an attribute without a value is an empty text. */
const kindsOf = (given: Partial<Record<TaskKind, string | undefined>>) => taskKinds.filter((kind) => given[kind] !== undefined)

export const taskComponents = {
  Task: component(
    {
      id,
      title: { label: '任务', isRequired: true, holds: { pattern: /^[^\n]{2,30}$/u, reason: '写一行，2 到 30 字。' } },
      points: {
        label: '怎样算做到',
        isRequired: true,
        holds: { pattern: /^[^\n]{4,300}$/u, reason: '写一到六条，用；隔开，一共最多 300 字。' },
      },
      photograph: bare('交照片'),
      voice: bare('交录音'),
      text: bare('写几句'),
      link: bare('交网店的链接'),
      example: { label: '例子', holds: { pattern: /^[^\n]{0,300}$/u, reason: '写一行，最多 300 字。' } },
      picture: { label: '例子的图', holds: file('svg|jpg|png|webp', '图（.svg、.jpg、.png、.webp）') },
      alt: text('图上有什么'),
    },
    {
      label: '任务',
      within: 'lesson',
      children: 'some',
      faultOf: (_, given) =>
        taskKinds.every((kind) => !given.has(kind))
          ? `<Task> 要写交什么：${taskKinds.join('、')}，至少一样。`
          : listPoints(given.get('points') ?? '').length > maxTaskPoints
            ? `<Task> 的 points 最多 ${maxTaskPoints} 条，多了记不住。`
            : given.has('picture') && !given.get('alt')?.trim()
              ? '<Task> 有 picture，就要写 alt：图上有什么。'
              : null,
    },
    ({ id, title, points, example, picture, alt, children, ...given }) => {
      const kinds = kindsOf(given)
      return (
        <lesson-task data-task={id} data-kinds={kinds.join(' ')}>
          <p className="check-question">
            <strong>任务</strong> {title}
          </p>
          <div>{children}</div>
          <p>这样就算做到：</p>
          <ul className="task-points">
            {listPoints(points).map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          {(example ?? picture) !== undefined && (
            <details className="task-example">
              <summary>看一个例子</summary>
              <div>
                {example && <p>{example}</p>}
                {picture && <img src={picture} alt={alt} loading="lazy" decoding="async" />}
              </div>
            </details>
          )}
          <p className="task-kinds">交：{kinds.map((kind) => taskKindLabels[kind]).join('、')}</p>
          <i data-hand-in={id} />
        </lesson-task>
      )
    },
  ),
} as const satisfies Record<string, LessonComponent>

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way React lets custom elements be declared
  namespace JSX {
    interface IntrinsicElements {
      'lesson-task': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
    }
  }
}

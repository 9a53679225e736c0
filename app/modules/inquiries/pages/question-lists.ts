// The lists of questions: those that wait, by section, and those that were answered; on their pages and in their workbooks.
import { formatMoment } from '#app/calendar.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { lookUp } from '#app/text/look-up.ts'
import type { ListDefinition, ListFilter } from '#app/ui/tables/table-query.ts'
import type { CohortLabel, ReplyLine, WaitingGroup, WaitingInquiry } from '../inquiries.server.ts'
import { replyStateLabels } from '../reply.workflow.ts'

export const formatReplyState = (state: string): string => lookUp(replyStateLabels, state) ?? state

/** Of the questions about one section, these many are told. */
const most = 3
const longest = 60

/** What the first of them ask, a line each, and that there are more. */
export const tellQuestions = (inquiries: readonly WaitingInquiry[]): string[] => [
  ...inquiries.slice(0, most).map(({ name, text, pictureId, voice }) => {
    const sent = [voice && '录音', pictureId && '照片'].filter(Boolean).map((kind) => `（${String(kind)}）`)
    return `${name}：${text ? cut(text) : ''}${sent.join('')}`
  }),
  ...(inquiries.length > most ? [`还有 ${inquiries.length - most} 个`] : []),
]

const cut = (text: string) => ([...text].length > longest ? `${[...text].slice(0, longest).join('')}……` : text)

/** The classes of a row, by which it is filtered. */
const cohortFilter = <Row>(cohortsOf: (row: Row) => readonly CohortLabel[]): ListFilter<Row> => ({
  name: 'cohort',
  label: '班',
  value: (row) => [...new Set(cohortsOf(row).map(({ id }) => id))],
  labelOf: (id, row) => {
    const cohort = row && cohortsOf(row).find((one) => one.id === id)
    return cohort ? formatCohort(cohort) : '没有这个班的'
  },
})
const courseFilter = <Row extends { course: string; courseTitle: string }>(): ListFilter<Row> => ({
  name: 'course',
  label: '课程',
  value: ({ course }) => course,
  labelOf: (slug, row) => row?.courseTitle ?? slug,
})

export const waitingList: ListDefinition<WaitingGroup> = {
  size: 50,
  columns: [
    { key: 'section', head: '小节', value: ({ heading }) => heading },
    { key: 'lesson', head: '课', value: ({ courseTitle, lessonTitle }) => `${courseTitle}：${lessonTitle}` },
    { key: 'questions', head: '问什么', value: ({ inquiries }) => tellQuestions(inquiries).join('；') },
    { key: 'people', head: '几个人问', kind: 'number', value: ({ inquiries }) => inquiries.length },
    {
      key: 'class',
      head: '班',
      value: ({ inquiries }) => [...new Set(inquiries.map(({ cohort }) => formatCohort(cohort)))].join('、'),
    },
    {
      key: 'since',
      head: '最早问的',
      kind: 'day',
      value: ({ inquiries: [oldest] }) => (oldest ? formatMoment(oldest.askedAt) : null),
      order: ({ inquiries: [oldest] }) => oldest?.askedAt.getTime() ?? null,
    },
    { key: 'answer', head: '办理', kind: 'short', isForScreen: true, value: () => null },
  ],
  filters: [cohortFilter(({ inquiries }) => inquiries.map(({ cohort }) => cohort)), courseFilter()],
}

export const replyList: ListDefinition<ReplyLine> = {
  size: 50,
  columns: [
    { key: 'section', head: '小节', value: ({ heading }) => heading },
    { key: 'course', head: '课程', value: ({ courseTitle }) => courseTitle },
    { key: 'reply', head: '回答', value: ({ text, voice }) => text ?? (voice ? `录音 ${voice.seconds} 秒` : '') },
    { key: 'class', head: '班', value: ({ cohort }) => formatCohort(cohort) },
    { key: 'state', head: '谁看得到', kind: 'short', value: ({ state }) => formatReplyState(state) },
    {
      key: 'at',
      head: '什么时候',
      kind: 'day',
      value: ({ repliedAt }) => formatMoment(repliedAt),
      order: ({ repliedAt }) => repliedAt.getTime(),
    },
  ],
  filters: [
    cohortFilter(({ cohort }) => [cohort]),
    { name: 'state', label: '谁看得到', value: ({ state }) => state, labelOf: formatReplyState },
  ],
}

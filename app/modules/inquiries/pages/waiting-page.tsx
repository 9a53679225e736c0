// The questions that wait at an instructor's desk, oldest first; those about one section in one line, to be answered together.
import type { Viewer } from '#app/access/viewer.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { usePrintedReach } from '#app/shell/printed.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Tabs } from '#app/ui/data-table.tsx'
import { ListTable } from '#app/ui/tables/list-table.tsx'
import type { ListPart } from '#app/ui/tables/table-query.ts'
import type { WaitingGroup } from '../inquiries.server.ts'
import { tellQuestions, waitingList } from './question-lists.ts'

interface WaitingPageProps {
  viewer: Viewer
  list: ListPart<WaitingGroup>
  /** How many questions the sections of the list have together. */
  listed: number
  /** How many wait in all; the list has the oldest of them. */
  count: number
  /** The class whose questions are listed; null for all. */
  cohort: string | null
}

export function InquiryTabs({ at, waiting }: { at: 'waiting' | 'replies'; waiting: number | null }) {
  return (
    <Tabs
      label="学员提问"
      tabs={[
        { href: paths.inquiries(), label: waiting === null ? '等您回答' : `等您回答（${waiting}）`, current: at === 'waiting' },
        { href: paths.replies(), label: '回答过的', current: at === 'replies' },
      ]}
    />
  )
}

export function WaitingPage({ viewer, list, listed, count, cohort }: WaitingPageProps) {
  const printed = usePrintedReach()
  return (
    <DeskFrame viewer={viewer} at={paths.inquiries()} title="学员提问" printed={printed}>
      <InquiryTabs at="waiting" waiting={cohort === null ? count : null} />
      {count > listed && (
        <p>
          共有 {count} 个问题等着，这里列最早的 {listed} 个；回答了，后面的就排上来。
        </p>
      )}
      {cohort !== null && (
        <p>
          只列这一个班的。<a href={paths.inquiries()}>看所有班的</a>
        </p>
      )}
      <p className="soft">最早的在前；问同一节的放在一起，可以一次回答。</p>
      <ListTable
        id="list"
        caption="等您回答的问题"
        unit="节"
        definition={waitingList}
        part={list}
        rowKey={({ first }) => first}
        empty="没有等您回答的问题。"
        workbook={paths.inquiriesWorkbook()}
        cells={{
          section: ({ first, heading }) => <a href={paths.inquiry(first)}>{heading}</a>,
          questions: ({ inquiries }) => tellQuestions(inquiries).map((line, i) => <div key={i}>{line}</div>),
          answer: ({ first }) => (
            <ButtonLink kind="plain" href={paths.inquiry(first)}>
              回答
            </ButtonLink>
          ),
        }}
      />
    </DeskFrame>
  )
}

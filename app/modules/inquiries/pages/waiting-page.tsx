// The questions that wait at an instructor's desk, oldest first; those about one section in one line, to be answered together.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMoment } from '#app/calendar.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { formatCohort } from '#app/text/cohort-label.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable, Tabs } from '#app/ui/data-table.tsx'
import type { WaitingGroup } from '../inquiries.server.ts'

interface WaitingPageProps {
  viewer: Viewer
  groups: readonly WaitingGroup[]
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

export function WaitingPage({ viewer, groups, count, cohort }: WaitingPageProps) {
  const listed = groups.reduce((sum, { inquiries }) => sum + inquiries.length, 0)
  return (
    <DeskFrame viewer={viewer} at={paths.inquiries()} title="学员提问">
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
      <DataTable
        caption="等您回答的问题，最早的在前；问同一节的放在一起，可以一次回答"
        rows={groups}
        rowKey={({ first }) => first}
        empty="没有等您回答的问题。"
        columns={[
          {
            head: '小节',
            cell: ({ first, heading, courseTitle, lessonTitle }) => (
              <>
                <a href={paths.inquiry(first)}>{heading}</a>
                <br />
                <span className="soft small">
                  {courseTitle}：{lessonTitle}
                </span>
              </>
            ),
          },
          { head: '问什么', cell: ({ inquiries }) => <Summary inquiries={inquiries} /> },
          { head: '几个人问', kind: 'number', cell: ({ inquiries }) => inquiries.length },
          {
            head: '班',
            cell: ({ inquiries }) => [...new Set(inquiries.map((inquiry) => formatCohort(inquiry.cohort)))].join('、'),
          },
          { head: '最早问的', kind: 'day', cell: ({ inquiries: [oldest] }) => oldest && formatMoment(oldest.askedAt) },
          {
            head: '办理',
            kind: 'short',
            cell: ({ first }) => (
              <ButtonLink kind="plain" href={paths.inquiry(first)}>
                回答
              </ButtonLink>
            ),
          },
        ]}
      />
    </DeskFrame>
  )
}

const most = 3
const longest = 60

function Summary({ inquiries }: { inquiries: WaitingGroup['inquiries'] }) {
  return (
    <>
      {inquiries.slice(0, most).map(({ id, name, text, pictureId, voice }) => (
        <div key={id}>
          {name}：{text ? cut(text) : ''}
          {[voice && '录音', pictureId && '照片'].filter(Boolean).map((kind) => `（${String(kind)}）`)}
        </div>
      ))}
      {inquiries.length > most && <div className="soft">还有 {inquiries.length - most} 个</div>}
    </>
  )
}

const cut = (text: string) => ([...text].length > longest ? `${[...text].slice(0, longest).join('')}……` : text)

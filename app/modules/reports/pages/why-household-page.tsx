// Why a household is or is not in the figure: the conditions in order, and the first that fails.
import type { Viewer } from '#app/access/viewer.ts'
import { formatDay, formatPeriod } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { toReportQueryString } from '../report-query.ts'
import type { ReportQuery } from '../report-query.ts'
import type { HouseholdExplanation } from '../reports.server.ts'

interface WhyHouseholdPageProps {
  viewer: Viewer
  /** The period and the region, as they were entered. */
  entered: Record<string, string>
  /** The household number searched for; empty if none was. */
  number: string
  /** Null if the entered query is invalid: `refused` says why. */
  found: { query: ReportQuery; why: HouseholdExplanation | null } | null
  refused: Refused['refused'] | null
}

export function WhyHouseholdPage({ viewer, entered, number, found, refused }: WhyHouseholdPageProps) {
  const why = found?.why ?? null
  return (
    <DeskFrame
      viewer={viewer}
      at="/desk/reports/households"
      title="这一户在不在内"
      crumbs={[
        { href: paths.householdReport(found ? toReportQueryString({ ...found.query, cohort: undefined }) : ''), label: '培训到户报表' },
      ]}
    >
      <ErrorSummary refused={refused} />
      {found && (
        <p>
          报告期：{formatPeriod(found.query.from, found.query.to)}。
          {found.query.knownOn && `按${formatDay(found.query.knownOn)}结束时知道的情况。`}
        </p>
      )}
      <PostForm className="filters">
        <input type="hidden" name="region" value={entered.region} />
        {entered.knownOn && <input type="hidden" name="knownOn" value={entered.knownOn} />}
        <Field label="报告期从" name="from" type="date" required defaultValue={entered.from} errors={refused?.fields.from} />
        <Field label="到" name="to" type="date" required defaultValue={entered.to} errors={refused?.fields.to} />
        <Field label="户编号" name="number" required defaultValue={why?.household.number ?? number} />
        <Button>查</Button>
      </PostForm>
      {found && number && !why && <Notice kind="warn">没有找到户编号是“{number}”的户。请核对编号，或看看它在不在您的范围内。</Notice>}
      {why && (
        <>
          <Notice kind={why.registered ? 'good' : 'warn'}>
            <p>
              <a href={paths.household(why.household.id)}>户 {why.household.number}</a>
              {why.registered
                ? '在建档立卡户培训数之内。'
                : why.counted
                  ? '在培训户数之内，不在建档立卡户培训数之内。'
                  : '不在培训户数之内。'}
            </p>
            {why.fails && <p>卡在这一条：{why.fails.sentence}</p>}
          </Notice>
          <ol className="conditions">
            {why.conditions.map((condition) => (
              <li key={condition.name}>
                <Badge kind={condition.holds ? 'good' : 'bad'}>{condition.holds ? '符合' : '✗ 不符合'}</Badge> {condition.sentence}
              </li>
            ))}
          </ol>
        </>
      )}
    </DeskFrame>
  )
}

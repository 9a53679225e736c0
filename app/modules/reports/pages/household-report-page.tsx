// The household report: 期, 人次, 人, 户 and the registered poor, each figure linking to its list.
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { toDay, formatDay, formatMoment, formatPeriod } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { toReportQueryString } from '../report-query.ts'
import type { ReportQuery } from '../report-query.ts'
import type { HouseholdReport } from '../reports.server.ts'
import { ReportSheet } from './report-sheet.tsx'

interface HouseholdReportPageProps {
  viewer: Viewer
  /** The query as it was entered. */
  entered: Record<string, string>
  places: readonly { code: string; name: string }[]
  /** Null if the entered query is invalid: `refused` says why. */
  found: { query: ReportQuery; report: HouseholdReport } | null
  refused: Refused['refused'] | null
  now: Date
}

export function HouseholdReportPage({ viewer, entered, places, found, refused, now }: HouseholdReportPageProps) {
  const today = toDay(now)
  const actions = found && (
    <>
      <ButtonLink kind="plain" href={paths.householdReportWorkbook(toReportQueryString(found.query))}>
        导出 Excel
      </ButtonLink>
      {hasDuty(viewer, 'persons.unmask') && found.report.persons > 0 && (
        <ButtonLink kind="plain" href={paths.wholeNumbers(toReportQueryString(found.query))}>
          导出全号……
        </ButtonLink>
      )}
      <ButtonLink kind="plain" href={`/desk/reports/households/why${toReportQueryString(found.query)}`}>
        查一户在不在内
      </ButtonLink>
    </>
  )
  return (
    <DeskFrame
      viewer={viewer}
      at="/desk/reports/households"
      title="培训到户报表"
      actions={actions}
      printed={found && { place: found.report.regionName, period: formatPeriod(found.query.from, found.query.to) }}
    >
      <ErrorSummary refused={refused} />
      <form method="get" className="filters screen-only">
        <Field label="从" name="from" type="date" required defaultValue={entered.from} errors={refused?.fields.from} />
        <Field label="到" name="to" type="date" required defaultValue={entered.to} errors={refused?.fields.to} />
        <SelectField label="地区" name="region" defaultValue={entered.region} errors={refused?.fields.region}>
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field
          label="按哪天知道的（空着：现在）"
          name="knownOn"
          type="date"
          max={today}
          defaultValue={entered.knownOn}
          errors={refused?.fields.knownOn}
        />
        <Button>看报表</Button>
      </form>
      {found && (
        <>
          {found.query.to > today && (
            <p className="small soft">报告期还没有完：{formatDay(found.query.to)}还没有到，以后结业的人会再算进来。</p>
          )}
          <ReportSheet report={found.report} query={found.query} />
          <p className="small soft">
            {found.query.knownOn
              ? `按${formatDay(found.query.knownOn)}结束时知道的情况数；那以后才登记、更正的不算。`
              : '按现在知道的情况数。'}
            {formatMoment(now)}制表。
          </p>
        </>
      )}
    </DeskFrame>
  )
}

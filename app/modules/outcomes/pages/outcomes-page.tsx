// What pairing achieved, by township; each figure links to its pairs and months.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMonth } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { DeskFrame } from '#app/shell/desk-frame.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { BarChart } from '#app/ui/charts/bar-chart.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field } from '#app/ui/field.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { ErrorSummary } from '#app/ui/notice.tsx'
import { toPeriodQuery, type Period } from '../outcome-period.ts'
import type { Outcomes } from '../outcomes.server.ts'
import { type FigureName, figureKeys, figureLabels } from '../outcomes.ts'

interface OutcomesPageProps {
  viewer: Viewer
  /** The months as they were typed. */
  entered: Period
  /** Null if these are no months: `refused` says why. */
  outcomes: Outcomes | null
  refused: Refused['refused'] | null
}

export const OutcomesPage = ({ viewer, entered, outcomes, refused }: OutcomesPageProps) => (
  <DeskFrame
    viewer={viewer}
    at={paths.pairingReport()}
    title="结对成效"
    printed={
      outcomes && {
        place: outcomes.byTownship.length === 1 ? (outcomes.byTownship[0]?.name ?? '') : '各乡镇',
        period: `${formatMonth(entered.from)}至${formatMonth(entered.to)}`,
      }
    }
    actions={
      outcomes && (
        <ButtonLink kind="plain" href={`/desk/reports/pairings.xlsx${toPeriodQuery(entered)}`}>
          导出 Excel
        </ButtonLink>
      )
    }
  >
    <ErrorSummary refused={refused} />
    <form method="get" className="filters screen-only">
      <Field
        label="各月数字从"
        name="from"
        type="month"
        pattern="\d{4}-\d{2}"
        required
        defaultValue={entered.from}
        errors={refused?.fields.from}
      />
      <Field label="到" name="to" type="month" pattern="\d{4}-\d{2}" required defaultValue={entered.to} errors={refused?.fields.to} />
      <Button>看成效</Button>
    </form>
    {outcomes && <OutcomesOf outcomes={outcomes} period={entered} />}
  </DeskFrame>
)

function OutcomesOf({ outcomes, period }: { outcomes: Outcomes; period: Period }) {
  const open = (figure: FigureName, township?: string) => paths.pairingReportList(figure, toPeriodQuery(period, township))
  return (
    <>
      <p>结对和目标按今天的样子计数；采购和用工按店主报的月份计数。点数字，看后面的每一对、每一个月和来历。</p>
      <Figures
        items={figureKeys.map((figure) => ({
          count: outcomes.all[figure],
          ...figureLabels[figure],
          href: open(figure),
          main: figure === 'employedRegistered',
        }))}
      />
      {outcomes.byTownship.length > 1 && <TownshipCharts townships={outcomes.byTownship} />}
      <div className="across">
        <DataTable
          caption="按西部店所在的乡镇（采购以元计）"
          rows={outcomes.byTownship}
          rowKey={({ code }) => code}
          empty="还没有结对。"
          columns={[
            { head: '乡镇', kind: 'short', cell: ({ name }) => name },
            ...figureKeys.map((figure) => ({
              head: figureLabels[figure].label,
              kind: 'number' as const,
              cell: ({ code, figures }: (typeof outcomes.byTownship)[number]) =>
                figures[figure] > 0 ? <a href={open(figure, code)}>{figures[figure].toLocaleString('zh-CN')}</a> : 0,
            })),
          ]}
        />
      </div>
      <h2>数字怎么来的</h2>
      <dl className="pairs">
        {figureKeys.map((figure) => (
          <div key={figure} style={{ display: 'contents' }}>
            <dt>{figureLabels[figure].label}</dt>
            <dd>{figureLabels[figure].means}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const green = { color: '#1d6147', ink: '#fff' }
const gold = { color: '#d9a443', ink: '#1f2a24' }

/** Charts of the number of pairs and of their sales; without reported sales there is nothing to compare. */
function TownshipCharts({ townships }: { townships: Outcomes['byTownship'] }) {
  const told = townships.filter(({ figures }) => figures.sales + figures.salesAtStart > 0)
  const chart = (figures: readonly [FigureName, FigureName], of: typeof townships) => ({
    unit: figureLabels[figures[0]].unit,
    series: figures.map((figure, i) => ({ name: figureLabels[figure].label, ...(i === 0 ? green : gold) })),
    bars: of.map(({ name, figures: counts }) => ({ label: name, values: figures.map((figure) => counts[figure]) })),
  })
  return (
    <div className="columns">
      <BarChart title="各乡镇的结对" stacked {...chart(['alive', 'completed'], townships)} />
      {told.length > 0 && <BarChart title="各乡镇的销售额，和帮扶前比" {...chart(['sales', 'salesAtStart'], told)} />}
    </div>
  )
}

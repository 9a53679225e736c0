// The report on screen and on paper: a summary sentence, the figures, by township, by cohort. Each figure is a link.
import { formatPeriod } from '#app/calendar.ts'
import { paths } from '#app/shell/paths.ts'
import { isCounty } from '#app/access/region-codes.ts'
import { PartChart } from '#app/ui/charts/part-chart.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { formatCohortNumber } from '#app/text/cohort-label.ts'
import { getFigure, computeExcess, type FigureName, figureKeys, type Figures as FigureValues } from '../figures.ts'
import type { HouseholdReport } from '../household-report.server.ts'
import {
  toReportQueryString,
  figureDescriptions,
  figureLabels,
  formatCohorts,
  formatLastDay,
  getFigureLabel,
  type ReportQuery,
} from '../report-query.ts'

type Counts = Omit<FigureValues, 'cohorts'> & { cohorts?: number }

const groups: Partial<Record<FigureName, string>> = {
  registeredPersons: '其中建档立卡',
  registeredHouseholds: '其中建档立卡',
  liftedPersons: '建档立卡中已脱贫',
  liftedHouseholds: '建档立卡中已脱贫',
}
const ofCohort = figureKeys.filter((figure) => figure !== 'cohorts')

export function ReportSheet({ report, query }: { report: HouseholdReport; query: ReportQuery }) {
  const open = (figure: FigureName, of: Partial<ReportQuery> = {}) =>
    paths.householdReportList(figure, toReportQueryString({ ...query, ...of }))
  const linked = (counts: Counts, figure: FigureName, of?: Partial<ReportQuery>) =>
    getFigure(counts, figure) > 0 ? <a href={open(figure, of)}>{getFigure(counts, figure)}</a> : 0
  const columns = <Row extends Counts>(figures: readonly FigureName[], of: (row: Row) => Partial<ReportQuery>): Column<Row>[] =>
    figures.map((figure) => ({
      head: figureLabels[figure].unit,
      group: groups[figure] ?? '结业',
      kind: 'number',
      cell: (row) => linked(row, figure, of(row)),
    }))
  const ofTownship = ({ region, own }: HouseholdReport['byTownship'][number]) => ({ region, own: own || undefined })
  const { byCohort, byTownship } = report
  const townships = byTownship.filter((row) => row.persons > 0)
  return (
    <>
      <ReportSentence report={report} query={query} />
      <FigureGroups report={report} query={query} open={open} />
      {townships.length > 1 && (
        <PartChart
          title="各乡镇结业人员"
          unit="人"
          whole={{ name: '结业人员', color: '#cfe3d6' }}
          part={{ name: '建档立卡人员', color: '#1d6147' }}
          bars={townships.map((row) => ({ label: row.name, whole: row.persons, part: row.registered.persons }))}
        />
      )}
      {isCounty(query.region) && (
        <>
          <DataTable
            caption="按乡镇"
            rows={byTownship}
            rowKey={(row) => row.region}
            empty="这段时间没有结业的人。"
            columns={[
              { head: '乡镇', kind: 'short', cell: (row) => row.name },
              { head: '培训班（期）', kind: 'number', cell: (row) => linked(row, 'cohorts', ofTownship(row)) },
              ...columns(ofCohort, ofTownship),
            ]}
            foot={[report.regionName, ...figureKeys.map((figure) => linked(report, figure))]}
          />
          <Excess
            parts={byTownship}
            whole={report}
            words={{ cohorts: '一个班有几个乡镇的人，就在几个乡镇各算 1 期', others: '有人在报告期内从一个乡镇搬到了另一个' }}
          />
        </>
      )}
      <DataTable
        caption="按期"
        rows={byCohort}
        rowKey={(row) => row.cohort}
        empty="这段时间没有办过班。"
        columns={[
          { head: '期', kind: 'short', cell: formatCohortNumber },
          { head: '班名', cell: (row) => <a href={paths.cohort(row.cohort)}>{row.name}</a> },
          { head: '最后一次课', kind: 'short', cell: (row) => formatLastDay(row) },
          ...columns<(typeof byCohort)[number]>(ofCohort, (row) => ({ cohort: row.cohort })),
        ]}
        foot={[null, report.regionName, null, ...ofCohort.map((figure) => linked(report, figure))]}
      />
      <Excess parts={byCohort} whole={report} words={{ others: '有人读过几个班，或一户几个人进了几个班，在每个班各算一次' }} />
      <Meanings />
    </>
  )
}

const whole: Partial<Record<FigureName, FigureName>> = {
  registeredPersons: 'persons',
  registeredHouseholds: 'households',
  liftedPersons: 'registeredPersons',
  liftedHouseholds: 'registeredHouseholds',
}

/** All, and the registered poor among them: each group in a frame of its own, however it wraps. */
function FigureGroups({ report, query, open }: { report: HouseholdReport; query: ReportQuery; open: (figure: FigureName) => string }) {
  const items = (figures: readonly FigureName[]) =>
    figures.map((figure) => {
      const of = whole[figure]
      return {
        count: getFigure(report, figure),
        ...getFigureLabel(figure, query.region),
        href: open(figure),
        ...(of ? { share: { of: getFigure(report, of), label: figureLabels[of].label.replace('其中', '') } } : {}),
      }
    })
  return (
    <div className="figure-groups">
      <section>
        <h2>全部</h2>
        <Figures items={items(figureKeys.filter((figure) => !whole[figure]))} />
      </section>
      <section>
        <h2>其中建档立卡</h2>
        <Figures items={items(figureKeys.filter((figure) => whole[figure]))} />
      </section>
    </div>
  )
}

/** The figures of the whole report in one sentence. */
const ReportSentence = ({ report, query }: { report: HouseholdReport; query: ReportQuery }) => (
  <p className="lead">
    {formatPeriod(query.from, query.to)}，{formatCohorts(report)}。结业 <b>{report.attendances}</b> 人次，共 <b>{report.persons}</b>{' '}
    人，来自 <b>{report.households}</b> 户。其中建档立卡 <b>{report.registered.persons}</b> 人、
    <b>{report.registered.households}</b> 户；到结业那天已脱贫的 <b>{report.registered.ofWhichLifted.persons}</b> 人、
    <b>{report.registered.ofWhichLifted.households}</b> 户。
  </p>
)

/** Explains with numbers why the lines of a table add up to more than the total; shown only if they do. */
function Excess({
  parts,
  whole,
  words,
}: {
  parts: readonly Counts[]
  whole: HouseholdReport
  words: { cohorts?: string; others: string }
}) {
  const { cohorts, ...others } = computeExcess(parts, whole)
  const figures = Object.keys(others) as FigureName[]
  const say = (figure: FigureName, more: number) => `${figureLabels[figure].label}多 ${more} ${figureLabels[figure].unit}`
  if (!(cohorts && words.cohorts) && figures.length === 0) return null
  return (
    <p className="small soft">
      最后一行不是上面各行相加，每期、每人、每户只算一次。各行加起来，和{whole.regionName}一行比，
      {cohorts && words.cohorts ? `${say('cohorts', cohorts)}（${words.cohorts}）` : ''}
      {cohorts && words.cohorts && figures.length > 0 ? '，' : ''}
      {figures.length > 0
        ? `${figures.map((figure) => say(figure, others[figure as keyof typeof others]!)).join('、')}（${words.others}）`
        : ''}
      。
    </p>
  )
}

/** How each figure is counted. */
const Meanings = () => (
  <section className="meanings">
    <h2>每个数是怎么数的</h2>
    <dl className="pairs">
      {figureKeys.map((figure) => (
        <div key={figure} style={{ display: 'contents' }}>
          <dt>
            {figureLabels[figure].label}（{figureLabels[figure].unit}）
          </dt>
          <dd>{figureDescriptions[figure]}</dd>
        </div>
      ))}
    </dl>
  </section>
)

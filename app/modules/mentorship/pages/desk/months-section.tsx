// The months of a pairing's western shop, compared with its start and with shops without a mentor; the forms that confirm and correct them.
import { formatMonth } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import type { MonthLine } from '#app/modules/outcomes/outcomes.server.ts'
import { minShopsToCompare, formatChange } from '#app/modules/outcomes/results.ts'
import { monthLabels } from '#app/modules/shops/figure-labels.ts'
import { MonthsChart } from '#app/modules/shops/pages/months-chart.tsx'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Fold } from '#app/ui/fold.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import { getRefusedForm } from '../pairing-form.tsx'

const money = (yuan: number) => yuan.toLocaleString('zh-CN')

interface MonthsSectionProps {
  results: { name: string; startingSales: number | null; startingOrders: number | null; months: readonly MonthLine[] }
  refused: Refused | null
}

export function MonthsSection({ results, refused }: MonthsSectionProps) {
  const confirmed = results.months.filter(({ source }) => source === 'confirmed')
  return (
    <section>
      <h2>{results.name}的销售</h2>
      <p className="soft">
        帮扶以前：
        {results.startingSales === null ? '没有填' : `每月 ${money(results.startingSales)} 元，${results.startingOrders ?? 0} 单`}
        。数字的来历：店主自报、有凭据（图片）、专干核实。没结对的同类店取中位数，不到 {minShopsToCompare} 家不比。
      </p>
      {results.months.length > 1 && <MonthsChart months={results.months} start={results.startingSales} narrow={false} />}
      <MonthsTable months={results.months} />
      {confirmed.length > 0 && <CorrectMonth confirmed={confirmed} refused={refused} />}
    </section>
  )
}

const MonthsTable = ({ months }: { months: readonly MonthLine[] }) => (
  <DataTable
    caption={`每月（${months.length}）`}
    rows={months}
    rowKey={({ id }) => id}
    empty="还没有报过。"
    columns={[
      { head: '月份', kind: 'day', cell: ({ month }) => formatMonth(month) },
      { group: '销售额', head: '元', kind: 'number', cell: ({ sales }) => money(sales) },
      {
        group: '销售额',
        head: '比帮扶前',
        kind: 'short',
        cell: ({ salesChange }) => (salesChange === null ? '' : formatChange(salesChange)),
      },
      { group: '订单', head: '单', kind: 'number', cell: ({ orders }) => orders },
      {
        group: '订单',
        head: '比帮扶前',
        kind: 'short',
        cell: ({ ordersChange }) => (ordersChange === null ? '' : formatChange(ordersChange)),
      },
      { group: '东部采购', head: '元', kind: 'number', cell: ({ boughtByEast }) => money(boughtByEast) },
      { group: '用工', head: '人', kind: 'number', cell: ({ employed }) => employed },
      { group: '用工', head: '建档立卡', kind: 'number', cell: ({ employedRegistered }) => employedRegistered },
      { group: '没结对的同类店', head: '报数的', kind: 'number', cell: ({ compared }) => `${compared.shops} 家` },
      {
        group: '没结对的同类店',
        head: '销售额',
        kind: 'short',
        cell: ({ compared }) => (compared.change === null ? '太少' : formatChange(compared.change)),
      },
      {
        group: '没结对的同类店',
        head: '订单',
        kind: 'short',
        cell: ({ compared }) => (compared.ordersChange === null ? '太少' : formatChange(compared.ordersChange)),
      },
      {
        head: '来历',
        kind: 'short',
        cell: (line) => <SourceOfMonth line={line} />,
      },
    ]}
  />
)

/** Where figures come from, and confirming them. */
const SourceOfMonth = ({ line: { id, month, source, sourceName, proofFileId } }: { line: MonthLine }) => (
  <>
    {proofFileId ? <a href={paths.shopFile(proofFileId)}>{sourceName}</a> : sourceName}
    {source !== 'confirmed' && (
      <PostForm>
        <input type="hidden" name="resultId" value={id} />
        <Button kind="plain" name="do" value="confirmMonth" aria-label={`核实${formatMonth(month)}的数字`}>
          核实
        </Button>
      </PostForm>
    )}
  </>
)

/** Corrects a confirmed month. */
function CorrectMonth({ confirmed, refused }: { confirmed: readonly MonthLine[]; refused: Refused | null }) {
  const { entered, errors } = getRefusedForm(refused, 'correctMonth')
  return (
    <Fold summary="更正一个核实过的月份" open={entered !== undefined}>
      <PostForm className="filters">
        <SelectField label="哪个月" name="resultId" defaultValue={entered?.resultId}>
          {confirmed.map(({ id, month, sales }) => (
            <option key={id} value={id}>
              {formatMonth(month)}（{money(sales)} 元）
            </option>
          ))}
        </SelectField>
        {Object.entries(monthLabels).map(([name, label]) => (
          <Field
            key={name}
            label={label}
            name={name}
            inputMode="numeric"
            size={7}
            required
            defaultValue={entered?.[name]}
            errors={errors?.[name]}
          />
        ))}
        <Field id="correct-reason" label="为什么要改" name="reason" required defaultValue={entered?.reason} errors={errors?.reason} />
        <Button kind="plain" name="do" value="correctMonth">
          更正
        </Button>
      </PostForm>
      <p className="soft">原来的数字会留着，查得到是谁、什么时候、为什么改的。</p>
    </Fold>
  )
}

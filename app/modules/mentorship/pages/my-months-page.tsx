// A western shop's months: reported by its owner, compared with its own start and with shops without a mentor.
import type { Viewer } from '#app/access/viewer.ts'
import { formatMonth } from '#app/calendar.ts'
import type { Refused } from '#app/http/refused.ts'
import { ownerNav } from '#app/shell/owner-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { Button } from '#app/ui/button.tsx'
import { chooseAgainMessage } from '#app/ui/choose-again.ts'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Badge, ErrorSummary, Notice } from '#app/ui/notice.tsx'
import { monthLabels } from '#app/modules/shops/figure-labels.ts'
import type { MonthLine } from '#app/modules/outcomes/outcomes.server.ts'
import { MonthsChart } from '#app/modules/shops/pages/months-chart.tsx'
import { OutboxForm, WaitingForms } from '#app/shell/outbox-form.tsx'
import { OwnerScript } from './owner-script.tsx'
import { listReportableMonths } from '#app/modules/shops/months.ts'
import { formatChange } from '#app/modules/outcomes/results.ts'

interface MyMonthsPageProps {
  viewer: Viewer
  script: string
  shopId: string
  results: { name: string; startingSales: number | null; months: readonly MonthLine[] }
  today: string
  isSaved: boolean
  refused: Refused | null
}

/** Lists the months that may still be reported or reported again, latest first. */
const listMonthsToChoose = (told: readonly MonthLine[], today: string) =>
  listReportableMonths(today).filter((month) => !told.some((one) => one.month === month && one.source === 'confirmed'))

/** Finds the latest whole month without a report. */
const findNextMonth = (told: readonly MonthLine[], today: string) =>
  listReportableMonths(today).find((month, at) => at > 0 && !told.some((one) => one.month === month))

export function MyMonthsPage({ viewer, script, shopId, results, today, isSaved, refused }: MyMonthsPageProps) {
  const entered = refused?.entered
  const errors = refused?.refused.fields
  const figure = (name: keyof typeof monthLabels, hint?: string) => (
    <Field
      label={monthLabels[name]}
      hint={hint}
      name={name}
      inputMode="numeric"
      required
      defaultValue={entered?.[name]}
      errors={errors?.[name]}
    />
  )
  return (
    <PhonePage title="每月的销售数字" back={{ href: paths.myShops(), label: '我的店' }} nav={ownerNav(viewer)}>
      {isSaved && (
        <Notice kind="good">
          <p>记下了。</p>
        </Notice>
      )}
      <ErrorSummary refused={refused?.refused} />
      <h1>{results.name}</h1>
      <h2>报一个月</h2>
      <WaitingForms />
      <OutboxForm what="month" about={shopId} words="每月的销售数字" next={`${paths.myMonths(shopId)}?saved`}>
        <SelectField
          label="哪个月"
          hint="报过的可以重报，以后一次为准"
          name="month"
          defaultValue={entered?.month ?? findNextMonth(results.months, today)}
          errors={errors?.month}
        >
          {listMonthsToChoose(results.months, today).map((month) => (
            <option key={month} value={month}>
              {formatMonth(month)}
            </option>
          ))}
        </SelectField>
        {figure('sales')}
        {figure('orders')}
        {figure('employed')}
        {figure('employedRegistered', '只填人数；帮您的店看不到')}
        {figure('boughtByEast', '没有就填 0')}
        <Field
          label="凭据"
          hint="账单或平台页面的照片，可以不传；传了就算有凭据"
          name="picture"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          errors={errors?.picture ?? chooseAgainMessage(refused, 'picture')}
        />
        <Button wide>报好了</Button>
      </OutboxForm>
      {results.months.length > 0 && <h2>报过的</h2>}
      {results.months.length > 1 && <MonthsChart months={results.months} start={results.startingSales} />}
      {results.months.length > 0 && (
        <ul className="list">
          {[...results.months].reverse().map((month) => (
            <li key={month.month} className="card">
              <strong>{formatMonth(month.month)}</strong>{' '}
              <Badge kind={month.source === 'confirmed' ? 'good' : 'info'}>{month.sourceName}</Badge>
              <br />
              卖了 {month.sales.toLocaleString('zh-CN')} 元{month.salesChange !== null && <>，比帮扶前{formatChange(month.salesChange)}</>}
              <br />
              {month.orders} 单{month.ordersChange !== null && <>，比帮扶前{formatChange(month.ordersChange)}</>}
              <br />
              用工 {month.employed} 人，其中建档立卡户 {month.employedRegistered} 人；东部店采购{' '}
              {month.boughtByEast.toLocaleString('zh-CN')} 元<p className="soft">{month.compared.words}</p>
              {month.proofFileId && (
                <p>
                  <a href={paths.shopFile(month.proofFileId)}>看凭据</a>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      <OwnerScript account={viewer.accountId} keep={[paths.myShops()]} src={script} />
    </PhonePage>
  )
}

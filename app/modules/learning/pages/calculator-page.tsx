// The profit calculator as a page of its own: lessons link to it if scripts do not run.
import { CalculatorForm } from '#app/lesson/calculator-components.tsx'
import { type CalculatorKind, calculators, type Typed } from '#app/lesson/calculators.ts'
import { Calculator } from '#app/lesson/components.tsx'
import type { ProfitInput } from '#app/lesson/profit.ts'
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'

/** Shows the values that were typed before, if any. */
export function CalculatorPage({ values }: { values: { [Name in keyof ProfitInput]?: string } }) {
  return (
    <PhonePage title="算一算" back={{ href: paths.home(), label: '学习' }}>
      <h1>卖一单，剩多少钱</h1>
      <div className="lesson">
        <Calculator {...values} />
      </div>
      <p className="soft">退回来的吃的不能再卖，所以退一单，货、箱子和快递费都算亏掉；平台收的钱会退。</p>
    </PhonePage>
  )
}

/** One of the other calculators, with what was typed, worked out or with the field that cannot be understood. */
export function KindCalculatorPage({ kind, ...typed }: Typed & { kind: CalculatorKind }) {
  const { title, note } = calculators[kind]
  return (
    <PhonePage title="算一算" back={{ href: paths.home(), label: '学习' }}>
      <h1>{title}</h1>
      <div className="lesson">
        <CalculatorForm kind={kind} {...typed} hasTitle />
      </div>
      <p className="soft">{note}</p>
    </PhonePage>
  )
}

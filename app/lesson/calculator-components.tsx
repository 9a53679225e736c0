// Calculators of a price, of freight and of a picking's yield. Without scripts their form leads to a page with the same calculator.
import { Children, isValidElement, type ReactNode } from 'react'
import {
  type CalculatorKind,
  calculators,
  formatFreightTable,
  maxZones,
  type Typed,
  usualFreight,
  workOut,
  zoneName,
} from './calculators.ts'
import { amount, attributeOf, component, type LessonComponent, type Part } from './lesson-component.ts'

const money = (label: string) =>
  ({ label, isRequired: true, holds: { pattern: /^\d{1,4}(\.\d{1,2})?$/, reason: '写几元，最多两位小数。' } }) as const

function findZoneFault(parts: readonly Part[]): string | null {
  const names = parts.map((part) => attributeOf(part, 'name')?.value)
  if (parts.length === 0) return '<FreightCalculator> 里至少要有一个 <Zone>。'
  if (parts.length > maxZones) return `<FreightCalculator> 里最多 ${maxZones} 个 <Zone>。`
  return new Set(names).size < names.length ? '<FreightCalculator> 里有两个一样的 <Zone>。' : null
}

const zonesIn = (children: ReactNode) =>
  Children.toArray(children).flatMap((child) =>
    isValidElement<{ name: string; first: string; more: string }>(child) && 'first' in child.props
      ? [{ name: child.props.name, first: Number(child.props.first), more: Number(child.props.more) }]
      : [],
  )

export const calculatorComponents = {
  PriceCalculator: component(
    {
      cost: amount('货的本钱'),
      box: amount('箱子和袋子'),
      freight: amount('快递费'),
      fee: amount('平台收百分之几'),
      profit: amount('一单想赚'),
    },
    { label: '算卖价', within: 'lesson', children: 'none' },
    ({ cost, box, freight, fee, profit }) => <CalculatorForm kind="price" values={{ cost, box, freight, fee, profit }} />,
  ),
  FreightCalculator: component(
    {
      weight: amount('几公斤'),
      start: { label: '起步几公斤', holds: { pattern: /^\d{1,2}(\.\d)?$/, reason: '写几公斤，最多一位小数。' } },
    },
    { label: '算运费', within: 'lesson', holdsOnly: 'Zone', faultOf: findZoneFault },
    ({ weight, start, children }) => (
      <CalculatorForm kind="freight" values={{ weight }} table={{ zones: zonesIn(children), start: Number(start ?? usualFreight.start) }} />
    ),
  ),
  /** Drawn by its calculator. */
  Zone: component(
    {
      name: { label: '寄到哪里', isRequired: true, holds: { pattern: zoneName, reason: '写地方，最多 12 字。' } },
      first: money('起步多少元'),
      more: money('每多一公斤多少元'),
    },
    { label: '一个地方', children: 'none', within: 'FreightCalculator' },
    () => null,
  ),
  YieldCalculator: component(
    { area: amount('采几亩'), perMu: amount('一亩采几公斤'), loss: amount('挑掉百分之几'), price: amount('一公斤卖') },
    { label: '算一采能卖多少', within: 'lesson', children: 'none' },
    ({ area, perMu, loss, price }) => <CalculatorForm kind="yield" values={{ area, perMu, loss, price }} />,
  ),
} as const satisfies Record<string, LessonComponent>

interface CalculatorFormProps extends Typed {
  kind: CalculatorKind
  /** Whether the page is named after it already. */
  hasTitle?: boolean
}

/** A calculator with what was given or typed worked out, or the field named that cannot be understood. */
export function CalculatorForm({ kind, values, zone, table, hasTitle = false }: CalculatorFormProps) {
  const { title, parts } = calculators[kind]
  const { rows, sentence, faults } = workOut(kind, { values, ...(zone !== undefined && { zone }), ...(table && { table }) })
  const { zones, start } = table ?? usualFreight
  return (
    <lesson-calculator data-kind={kind}>
      {!hasTitle && (
        <p className="check-question">
          <strong>算一算</strong> {title}
        </p>
      )}
      <form method="get" action="/calculator">
        <input type="hidden" name="kind" value={kind} />
        {kind === 'freight' && <input type="hidden" name="table" value={formatFreightTable({ zones, start })} />}
        {parts.map(({ name, label, unit, usual }) => (
          <label key={name}>
            <span>{label}</span>
            <input
              name={name}
              inputMode="decimal"
              autoComplete="off"
              maxLength={40}
              defaultValue={values[name] ?? usual}
              aria-invalid={faults.includes(name) || undefined}
            />
            <span>{unit}</span>
          </label>
        ))}
        {kind === 'freight' && (
          <label>
            <span>寄到哪里</span>
            <select name="zone" defaultValue={zone}>
              {zones.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <button className="button plain wide">算一算</button>
      </form>
      <table>
        <tbody>
          {rows.map(({ label, amount }, i) => (
            <tr key={i}>
              <th scope="row">{label}</th>
              <td>{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="calculator-answer" role="status">
        {sentence}
      </p>
    </lesson-calculator>
  )
}

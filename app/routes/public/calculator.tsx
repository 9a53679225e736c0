// The calculators as a page of their own: those of lessons lead here if there are no scripts.
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { parseAmount } from '#app/text/parse-amount.ts'
import { calculatorKinds, calculators, parseFreightTable, usualFreight } from '#app/lesson/calculators.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { profitParts } from '#app/lesson/profit.ts'
import { CalculatorPage, KindCalculatorPage } from '#app/modules/learning/pages/calculator-page.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]
export const meta = () => [{ title: '算一算 · 梯队' }]

export function loader({ request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  const typed = (name: string) => asked.get(name)?.slice(0, 40)
  const kind = calculatorKinds.find((one) => one === asked.get('kind'))
  if (kind) {
    const table = parseFreightTable(asked.get('table') ?? '') ?? usualFreight
    return { kind, values: pick(calculators[kind].parts, typed), zone: typed('zone') ?? '', table }
  }
  const values = pick(profitParts, (name, usual) => {
    const told = parseAmount(typed(name) ?? '')
    return told !== null && told >= 0 && told < 1_000_000 ? String(told) : usual
  })
  return { kind: null, values }
}

const pick = (parts: readonly { name: string; usual: string }[], valueOf: (name: string, usual: string) => string | undefined) =>
  Object.fromEntries(parts.map(({ name, usual }) => [name, valueOf(name, usual) ?? usual]))

export default function CalculatorRoute() {
  const shown = useLoaderData<typeof loader>()
  return shown.kind === null ? <CalculatorPage values={shown.values} /> : <KindCalculatorPage {...shown} />
}

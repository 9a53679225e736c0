// The profit calculator as a page of its own: the calculators of lessons lead here if there are no scripts.
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { parseAmount } from '#app/text/parse-amount.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { profitParts } from '#app/lesson/profit.ts'
import { CalculatorPage } from '#app/modules/learning/pages/calculator-page.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]
export const meta = () => [{ title: '算一算 · 梯队' }]

export function loader({ request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  const values = profitParts.map(({ name, usual }) => {
    const told = parseAmount((asked.get(name) ?? '').slice(0, 40))
    return [name, told !== null && told >= 0 && told < 1_000_000 ? String(told) : usual]
  })
  return { values: Object.fromEntries(values) as Record<string, string> }
}

export default function CalculatorRoute() {
  return <CalculatorPage {...useLoaderData<typeof loader>()} />
}

// The profit calculator as a page of its own: where lessons' calculators lead when there are no scripts.
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readFigure } from '#app/figure.ts'
import { paths } from '#app/shell/paths.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { Calculator } from '#app/lesson/components.tsx'
import { profitParts } from '#app/lesson/profit.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]
export const meta = () => [{ title: '算一算 · 梯队' }]

export function loader({ request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  return Object.fromEntries(
    profitParts.map(({ name, usual }) => {
      const told = readFigure((asked.get(name) ?? '').slice(0, 40))
      return [name, told !== null && told >= 0 && told < 1_000_000 ? String(told) : usual]
    }),
  )
}

export default function CalculatorPage() {
  const values = useLoaderData<typeof loader>()
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

// The public rules of the credit rating, readable by anybody.
import { paths } from '#app/shell/paths.ts'
import { PhonePage } from '#app/shell/phone-page.tsx'
import { useProgramme } from '#app/shell/programme-context.ts'
import { factKinds, type FactKind, ratingRules } from '../rules.ts'

export function RatingRulesPage() {
  const { version, points, base, grades, factDays, minFacts } = ratingRules
  const { terms } = useProgramme()
  const kinds = Object.entries(points) as [FactKind, { each: number; most: number }][]
  return (
    <PhonePage title="信用评级的规则" back={{ href: paths.home(), label: '首页' }}>
      <h1>分是怎么算的</h1>
      <p>第 {version} 版。人人都一样，只看核实过的事，不看关系，也不看卖了多少。</p>
      <ul>
        <li>每家店从 {base} 分算起，最高 100 分，最低 0 分。</li>
        <li>只算最近 {factDays} 天里的事。太旧的事不再算，评级跟着过期。</li>
        <li>核实过的事不满 {minFacts} 件，不评。</li>
      </ul>
      <h2>加分和减分</h2>
      <ul>
        {kinds.map(([kind, { each, most }]) => (
          <li key={kind}>
            {factKinds[kind]}：每件{each > 0 ? '加' : '减'} {Math.abs(each)} 分，这一类最多{each > 0 ? '加' : '减'} {Math.abs(most)} 分
          </li>
        ))}
      </ul>
      <h2>等级</h2>
      <ul>
        {grades.map(({ grade, from, words }) => (
          <li key={grade}>
            {grade} 级（{words}）：{from} 分以上
          </li>
        ))}
      </ul>
      <h2>不同意怎么办</h2>
      <p>店主在评级后 {terms.appealDays} 天里可以申诉一次。申诉没有决定以前，不奖也不罚。决定要写明理由。</p>
    </PhonePage>
  )
}

// From facts to a value, and to its parts. Pure: the figure, its parts and its list are of the same facts.
import type { Fact, Indicator } from './indicator.ts'

/** What a value is made of: the units that count, and of a share those of them that meet its condition. */
export interface Measured {
  /** Null for a share of nothing. */
  value: number | null
  /** How many units there are: of a share the denominator. */
  all: number
  /** Of a share the numerator. */
  met: number
}

/** Measures facts: units are counted once however many facts they have; of a share one fact that is met is enough. */
export function measure(facts: Iterable<Fact>, { measure: how }: Pick<Indicator, 'measure'>): Measured {
  const units = new Set<string>()
  const metUnits = new Set<string>()
  let sum = 0
  for (const { key, isMet, amount } of facts) {
    units.add(key)
    if (isMet) metUnits.add(key)
    sum += amount
  }
  const [all, met] = [units.size, metUnits.size]
  const value = { distinct: all, sum, share: all === 0 ? null : Math.round((met * 1000) / all) / 10 }[how]
  return { value, all, met }
}

/** Divides facts by a key and measures each part. What has no key is in no part. Parts may overlap: a person of two classes is in both. */
export function measureBy(
  facts: readonly Fact[],
  indicator: Pick<Indicator, 'measure'>,
  keyOf: (fact: Fact) => string | null,
): Map<string, Measured> {
  const parts = new Map<string, Fact[]>()
  for (const fact of facts) {
    const key = keyOf(fact)
    if (key === null) continue
    const part = parts.get(key)
    if (part) part.push(fact)
    else parts.set(key, [fact])
  }
  return new Map([...parts].map(([key, part]) => [key, measure(part, indicator)]))
}

// What one press does about a mistake, as far as a program can know it.
import type { ComponentForm } from '../component-form.ts'
import { componentMends } from './component-mends.ts'
import { frontMends } from './front-mends.ts'
import { type Mend, type Mistake, toOffset } from './mend.ts'
import { textMends } from './text-mends.ts'

export { type Mend, toOffset } from './mend.ts'

const rules = [...textMends, ...componentMends, ...frontMends]

/** The mend of a mistake; null if somebody has to think. */
export function findMend(source: string, { line, column, reason }: Mistake, forms: Readonly<Record<string, ComponentForm>>): Mend | null {
  const at = toOffset(source, line, column)
  for (const [sign, mend] of rules) {
    const found = sign.exec(reason)
    if (found) return mend({ source, at, found, forms })
  }
  return null
}

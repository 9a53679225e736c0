// Before slips are issued again: whose become void. Posts what was chosen once more, with `voids`.
import { Consequences } from '#app/ui/consequences.tsx'
import type { VoidedSlips } from '../accounts.server.ts'

interface VoidSlipsProps {
  voided: VoidedSlips
  /** The posted form: its fields are sent again. */
  fields: readonly (readonly [string, string])[]
  /** Where the list is. */
  back: string
}

/** The part of a posted form that is sent again. */
export const fieldsToRepeat = (form: FormData) =>
  [...form].flatMap(([name, value]) => (typeof value === 'string' && value !== '' && name !== 'voids' ? [[name, value] as const] : []))

export function VoidSlips({ voided: { unused, used, others, seen }, fields, back }: VoidSlipsProps) {
  const total = unused.total + used.total
  const touched = [
    { outcome: '还没用过的登录条作废', ...unused, unit: '张' },
    { outcome: '正在用的登录条作废，旧密码在用了新条以后也作废', ...used, unit: '张' },
    { outcome: '原来没有登录条，发第一张', names: [], total: others, unit: '人' },
  ]
  return (
    <Consequences
      touched={touched.filter((group) => group.total > 0)}
      undo={`发到这些人手里的 ${total} 张登录条马上不能用，不能恢复。要把旧的收回来，换成新的。`}
      action={`作废 ${total} 张，重发`}
      back={back}
    >
      {fields.map(([name, value], nth) => (
        <input key={nth} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="voids" value={seen} />
    </Consequences>
  )
}

// Which shops must be paired and which must not be, with the reason of each.
import type { Refused } from '#app/http/refused.ts'
import type { Side } from '#app/modules/shops/shop.ts'
import { paths } from '#app/shell/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { RoundView } from '../queries.server.ts'

interface RulingsSectionProps {
  round: Pick<RoundView, 'id' | 'rulings'>
  shops: readonly { id: string; name: string; side: Side }[]
  /** Whether rulings may still be changed. */
  isOpen: boolean
  refused: Refused | null
}

export function RulingsSection({ round, shops, isOpen, refused }: RulingsSectionProps) {
  const errors = refused?.refused.fields
  const entered = refused?.entered
  const nameOf = (id: string) => shops.find((shop) => shop.id === id)?.name ?? id
  return (
    <section className="card">
      <h2>指定和回避</h2>
      {round.rulings.length === 0 && <p className="soft">没有指定的结对，也没有要回避的。</p>}
      <ul>
        {round.rulings.map(({ west, east, kind, reason }) => (
          <li key={`${west} ${east}`}>
            {kind === 'pin' ? '指定' : '回避'}：{nameOf(west)} 和 {nameOf(east)}（{reason}）
            {isOpen && (
              <>
                {' '}
                <a
                  href={paths.roundStep(round.id, 'take-back', { pair: `${west} ${east}` })}
                  aria-label={`收回：${nameOf(west)} 和 ${nameOf(east)}`}
                >
                  收回
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
      {isOpen && (
        <PostForm className="filters">
          {(['west', 'east'] as const).map((side) => (
            <SelectField key={side} label={side === 'west' ? '西部店' : '东部店'} name={side} defaultValue={entered?.[side]}>
              {shops
                .filter((shop) => shop.side === side)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </SelectField>
          ))}
          <Field label="原因" name="reason" required defaultValue={entered?.reason} errors={errors?.reason} />
          <Button kind="plain" name="do" value="pin">
            指定结对
          </Button>
          <Button kind="plain" name="do" value="conflict">
            有利益关系，回避
          </Button>
        </PostForm>
      )}
    </section>
  )
}

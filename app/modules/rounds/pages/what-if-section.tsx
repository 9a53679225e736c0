// Trying out what a change would do to the proposed matching; nothing is stored.
import { partLabels, scoreParts, type Weights } from '#app/modules/matching/score.ts'
import type { WhatIf } from '#app/modules/matching/what-if.ts'
import { Button } from '#app/ui/button.tsx'
import { Field, SelectField } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'

const fares = { better: '更合适', worse: '不如原来', unknown: '不在它的名单里' } as const

interface WhatIfSectionProps {
  round: { weights: Weights; pins: readonly string[] }
  west: readonly { id: string; name: string }[]
  east: readonly { id: string; name: string }[]
  wanted: Readonly<Record<string, string>>
  isMistaken: boolean
  answer: WhatIf | null
  nameOf(shopId: string): string
}

export function WhatIfSection({ round, west, east, wanted, isMistaken, answer, nameOf }: WhatIfSectionProps) {
  const shopsOf = (shops: readonly { id: string; name: string }[]) =>
    shops.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))
  return (
    <section className="card" id="what-if">
      <h2>要是改一改</h2>
      <p className="soft">只是看看，不会存下来。要真的改，请回批次里改。</p>
      {isMistaken && (
        <Notice kind="bad">
          <p>请选好要改的店或权重（0 到 100 的整数）。</p>
        </Notice>
      )}
      {answer && (
        <Notice kind={answer.faults.length > 0 ? 'bad' : 'info'}>
          <p>{answer.says}</p>
          {answer.moves.length > 0 && (
            <ul>
              {answer.moves.map((move) => (
                <li key={move.west}>
                  {nameOf(move.west)}：{move.from ? nameOf(move.from) : '没配上'} → {move.to ? nameOf(move.to) : '没配上'}（
                  {fares[move.fares]}）
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <div className="columns">
        <form method="get" action="#what-if" className="filters">
          <input type="hidden" name="kind" value="place" />
          <SelectField
            id="place-east"
            label="这家东部店多一个名额"
            name="east"
            defaultValue={wanted.kind === 'place' ? wanted.east : undefined}
          >
            {shopsOf(east)}
          </SelectField>
          <Button kind="plain">看看</Button>
        </form>
        <form method="get" action="#what-if" className="filters">
          <input type="hidden" name="kind" value="weight" />
          <SelectField label="权重" name="part" defaultValue={wanted.part}>
            {scoreParts.map((part) => (
              <option key={part} value={part}>
                {partLabels[part]}（现在 {round.weights[part]}）
              </option>
            ))}
          </SelectField>
          <Field label="改为" name="weight" inputMode="numeric" size={4} required defaultValue={wanted.weight} />
          <Button kind="plain">看看</Button>
        </form>
        <form method="get" action="#what-if" className="filters">
          <input type="hidden" name="kind" value="pin" />
          <SelectField id="pin-west" label="指定西部店" name="west" defaultValue={wanted.kind === 'pin' ? wanted.west : undefined}>
            {shopsOf(west)}
          </SelectField>
          <SelectField id="pin-east" label="和东部店" name="east" defaultValue={wanted.kind === 'pin' ? wanted.east : undefined}>
            {shopsOf(east)}
          </SelectField>
          <Button kind="plain">看看</Button>
        </form>
        {round.pins.length > 0 && (
          <form method="get" action="#what-if" className="filters">
            <input type="hidden" name="kind" value="unpin" />
            <SelectField id="unpin-west" label="不再指定" name="west" defaultValue={wanted.kind === 'unpin' ? wanted.west : undefined}>
              {shopsOf(west.filter(({ id }) => round.pins.includes(id)))}
            </SelectField>
            <Button kind="plain">看看</Button>
          </form>
        )}
      </div>
    </section>
  )
}

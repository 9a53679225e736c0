// What counts how much in the matching of a round.
import type { Refused } from '#app/http/refused.ts'
import { partLabels, scoreParts } from '#app/modules/matching/score.ts'
import { Button } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'
import type { RoundView } from '../queries.server.ts'

interface WeightsSectionProps {
  round: Pick<RoundView, 'seed' | 'weights' | 'leastScore'>
  /** Whether weights may still be changed. */
  isOpen: boolean
  refused: Refused | null
}

export function WeightsSection({ round, isOpen, refused }: WeightsSectionProps) {
  const errors = refused?.refused.fields
  const entered = refused?.entered
  return (
    <section className="card screen-only">
      <h2>匹配的权重</h2>
      <p className="soft">每项 0 到 100，0 就是不看这一项。抽签号 {round.seed}：分数一样时按它排先后，谁都能重算一遍。</p>
      <PostForm className="filters">
        {scoreParts.map((part) => (
          <Field
            key={part}
            label={partLabels[part]}
            name={part}
            inputMode="numeric"
            size={4}
            disabled={!isOpen}
            defaultValue={entered?.[part] ?? round.weights[part]}
            errors={errors?.[part] ?? (part === scoreParts[0] ? errors?.weights : undefined)}
          />
        ))}
        <Field
          label="最低分（‰）"
          name="leastScore"
          inputMode="numeric"
          size={5}
          disabled={!isOpen}
          defaultValue={entered?.leastScore ?? round.leastScore}
          errors={errors?.leastScore}
        />
        {isOpen && (
          <Button kind="plain" name="do" value="weights">
            存权重
          </Button>
        )}
      </PostForm>
    </section>
  )
}

// Another eastern shop for a failed pairing: the possible choices, and what excludes the others.
import type { Refused } from '#app/http/refused.ts'
import type { RematchChoice } from '#app/modules/rounds/rounds.server.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { PostForm } from '#app/ui/forms/post-form.tsx'

export function RematchSection({ choices, refused }: { choices: readonly RematchChoice[]; refused: Refused | null }) {
  return (
    <section className="card">
      <h2>另找一家东部店</h2>
      <PostForm className="filters">
        <SelectField
          label="东部店"
          name="eastShopId"
          defaultValue={refused?.entered.eastShopId}
          errors={refused?.refused.fields.eastShopId}
        >
          {choices
            .filter(({ against }) => against === null)
            .map(({ id, name, places: free }) => (
              <option key={id} value={id}>
                {name}（空 {free} 个名额）
              </option>
            ))}
        </SelectField>
        <Button name="do" value="rematch">
          请双方答复
        </Button>
      </PostForm>
      <ul>
        {choices.map(({ id, name, why, against }) => (
          <li key={id}>
            {name}：{against ? <span className="soft">{against}</span> : why}
          </li>
        ))}
      </ul>
    </section>
  )
}

// The page of a step that ends a rating.
import type { Viewer } from '#app/access/viewer.ts'
import type { Refused } from '#app/http/refused.ts'
import { StepPage } from '#app/modules/shops/pages/step-page.tsx'
import { paths } from '#app/shell/paths.ts'
import { SelectField } from '#app/ui/field.tsx'
import type { RatingStepPage as Shown } from '../steps-of-rating.server.ts'

export const RatingStepPage = ({ viewer, content, facts, refused }: Shown & { viewer: Viewer; refused: Refused | null }) => (
  <StepPage viewer={viewer} at={paths.shops()} crumbs={[{ href: paths.shops(), label: '网店名录' }]} step={content} refused={refused}>
    {facts.length > 0 && (
      <SelectField
        label="划掉记错的事"
        name="wrongFact"
        defaultValue={refused?.entered.wrongFact}
        errors={refused?.refused.fields.wrongFacts}
      >
        <option value="">没有记错的</option>
        {facts.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
    )}
  </StepPage>
)

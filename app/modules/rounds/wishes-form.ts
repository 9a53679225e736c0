// The form of a shop's wishes for a round: one choice for each shop of the other side.
import { z } from 'zod'
import { id, listOf, shortText } from '#app/fields.ts'
import { withRows } from '#app/text/form-rows.ts'

/** Converts the choices to the list of wishes in order, and the vetoes. `submitWishes` validates the content. */
export const wishesForm = withRows(
  { choices: ['choice'] },
  z.object({ choices: listOf(z.object({ row: id(), choice: shortText() }), 5_000) }),
).transform(({ choices }, context) => {
  const ranked = new Map<string, string>()
  const vetoes: string[] = []
  for (const { row: shopId, choice } of choices) {
    if (choice === '') continue
    if (choice === 'never') vetoes.push(shopId)
    else if (ranked.has(choice)) {
      context.addIssue({ code: 'custom', message: `第 ${choice} 志愿选了两家，请改一家。`, path: [`choice-${shopId}`] })
      return z.NEVER
    } else ranked.set(choice, shopId)
  }
  return { wishes: [...ranked].sort(([one], [other]) => Number(one) - Number(other)).map(([, shopId]) => shopId), vetoes }
})

// Carries out the forms about a shop's rating at the desk.
import type { Viewer } from '#app/access/viewer.ts'
import type { Site } from '#app/site.ts'
import { stepRating } from './commands.server.ts'
import { recordFact } from './facts.server.ts'
import type { RatingForm } from './rating-form.ts'

/** Carries out the posted form. Throws what the command throws. */
export async function handleRatingForm(site: Site, viewer: Viewer, shopId: string, form: RatingForm): Promise<unknown> {
  switch (form.do) {
    case 'fact':
      return recordFact(site, viewer, { shopId, kind: form.kind, happenedOn: form.happenedOn, words: form.words })
    case 'UPHOLD':
      return stepRating(site, viewer, {
        ratingId: form.ratingId,
        version: form.version,
        event: { type: form.do, reason: form.reason },
      })
    default:
      return stepRating(site, viewer, {
        ratingId: form.ratingId,
        version: form.version,
        event: { type: 'MEASURE', kind: form.do, words: form.measure },
      })
  }
}

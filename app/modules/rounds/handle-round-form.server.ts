// Carries out the forms that the coordinator posts about a round.
import { addDays, startOfDay } from '#app/calendar.ts'
import type { Viewer } from '#app/access/viewer.ts'
import type { Weights } from '#app/modules/matching/score.ts'
import type { Site } from '#app/site.ts'
import { joinRound, setWeights, stepRound } from './commands.server.ts'
import type { RoundForm } from './round-form.ts'
import { setPairRuling } from './rulings.server.ts'

/** Carries out the posted form. Throws what the command throws. */
export async function handleRoundForm(site: Site, viewer: Viewer, roundId: string, form: RoundForm): Promise<void> {
  switch (form.do) {
    case 'join':
      return joinRound(site, viewer, { roundId, shopId: form.shopId })
    case 'weights': {
      const { do: _do, leastScore, ...weights } = form
      return setWeights(site, viewer, { roundId, leastScore: leastScore as unknown as number, weights: weights as unknown as Weights })
    }
    case 'pin':
    case 'conflict':
      return setPairRuling(site, viewer, { roundId, west: form.west, east: form.east, ruling: form.do, reason: form.reason })
    case 'OPEN_WISHES':
    case 'REOPEN_WISHES':
      // To the end of the chosen day.
      return stepRound(site, viewer, {
        roundId,
        version: form.version,
        event: { type: form.do, until: startOfDay(addDays(form.until, 1)).toISOString() },
      })
  }
}

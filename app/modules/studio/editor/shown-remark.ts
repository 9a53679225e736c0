// A remark as the editor shows it beside its paragraph: plain data, for the page and for its script.
import { formatMoment } from '#app/calendar.ts'
import { formatRemarkFate } from '../review/remark-fate.ts'
import type { Remark } from '../remarks.server.ts'

export interface ShownRemark {
  id: string
  /** The block of the file as it is stored, from 0; null if the paragraph is gone. */
  block: number | null
  /** The first words of the paragraph as it was remarked on. */
  quote: string
  says: string
  by: string
  at: string
  /** What became of the paragraph since. */
  became: string | null
  /** Who said that it is done. */
  doneBy: string | null
  answers: { by: string; at: string; says: string }[]
}

const longestQuote = 40

export const toShownRemark = (remark: Remark): ShownRemark => ({
  id: remark.id,
  block: remark.block,
  quote: remark.quote.slice(0, longestQuote),
  says: remark.says,
  by: remark.by,
  at: formatMoment(remark.at),
  became: formatRemarkFate(remark),
  doneBy: remark.done?.by ?? null,
  answers: remark.answers.map(({ by, at, says }) => ({ by, at: formatMoment(at), says })),
})

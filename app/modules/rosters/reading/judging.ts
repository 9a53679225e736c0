// By what a roster is judged, from plain data: the same on the main thread and in one of its own.
import type { Viewer } from '#app/access/viewer.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import { findRegion, pairedCounty } from '#app/modules/regions/regions.server.ts'
import type { Judging } from './judge.ts'
import { mayImportInto } from '../policy.ts'

export interface JudgedFor {
  viewer: Viewer
  today: string
  /** The tier of the cohort that the people are to be enrolled in, if there is one. */
  cohortTier: Tier | null
}

/**
 * Region names repeat thousands of times in a roster: each is looked up once. Names are read as of today and, if today
 * knows none, as of the paired programme's first year.
 */
function regionFinder(today: string) {
  const found = new Map<string, { code: string } | null>()
  return (township: string, village: string | null) => {
    const key = `${township}\n${village ?? ''}`
    const known = found.get(key)
    if (known !== undefined) return known
    const region =
      findRegion({ county: pairedCounty, township, village, day: today }) ??
      findRegion({ county: pairedCounty, township, village, day: '2019-01-01' })
    if (found.size < 20_000) found.set(key, region)
    return region
  }
}

export const judgingFor = ({ viewer, today, cohortTier }: JudgedFor): Judging => ({
  today,
  cohortTier,
  findRegion: regionFinder(today),
  mayImport: (code) => mayImportInto(viewer, code),
})

// The options of a roster's validation, from plain data: the same on the main thread and in a worker thread.
import type { Viewer } from '#app/access/viewer.ts'
import type { Tier } from '#app/modules/courses/tiers.ts'
import { getCountyName, findRegion } from '#app/modules/regions/regions.server.ts'
import { getFirstDay, type Programme } from '#app/programme/programme.ts'
import { loadProgramme } from '#app/programme/programme.server.ts'
import type { ValidationOptions } from './validate-row.ts'
import { canImportInto } from '../policy.ts'

export interface ValidationContext {
  viewer: Viewer
  today: string
  /** The tier of the cohort in which the people are to be enrolled, if there is one. */
  cohortTier: Tier | null
  /** The programme's file, null for the one that ships. */
  programmeFile: string | null
}

/**
 * Region names repeat thousands of times in a roster: each is looked up once. Names are read as of today and, if today has none, as of the
 * programme's first year.
 */
function regionFinder(programme: Programme, today: string) {
  const found = new Map<string, { code: string } | null>()
  return (township: string, village: string | null) => {
    const key = `${township}\n${village ?? ''}`
    const known = found.get(key)
    if (known !== undefined) return known
    const { county } = programme.west
    const region =
      findRegion({ county, township, village, day: today }) ?? findRegion({ county, township, village, day: getFirstDay(programme) })
    if (found.size < 20_000) found.set(key, region)
    return region
  }
}

export function createValidationOptions({ viewer, today, cohortTier, programmeFile }: ValidationContext): ValidationOptions {
  const programme = loadProgramme(programmeFile)
  return {
    today,
    cohortTier,
    county: { name: getCountyName(programme, today), exampleAddress: programme.west.exampleAddress },
    findRegion: regionFinder(programme, today),
    mayImport: (code) => canImportInto(viewer, code),
  }
}

// Checks the lessons of a course for their readers. Nothing that is found keeps a course from being published.
import { extname } from 'node:path'
import { checkPlainText, checkReading, type Finding, type ReadingCheckOptions } from '#app/lesson/reading-check/reading-check.ts'
import { variantWidths } from '#app/media/photographs.server.ts'
import { type CourseFiles, findFileFault } from './course-check.server.ts'
import { readersOf, type Tier } from './tiers.ts'

/** What a photograph of 360 pixels weighs at most (app/media/photographs.server.ts). */
const maxPhoneBytes = variantWidths[0].maxBytes

/** The names of the programme, and what pictures weigh on a phone if that is not what their files weigh. */
export type ReadingFacts = Pick<ReadingCheckOptions, 'knownNames' | 'pictureBytes'>

/** Phones get a photograph in a size that weighs little; a drawing as it is. */
const weighOnPhone = (name: string, bytes: number) => (extname(name) === '.svg' ? bytes : Math.min(bytes, maxPhoneBytes))

/** With which limits, names and weights the lessons of a course are checked. `sizes`: the bytes of its files by name. */
export const readingOptionsOf = (
  tier: Tier,
  sizes: Iterable<readonly [name: string, bytes: number]>,
  { knownNames = [], pictureBytes = {} }: ReadingFacts = {},
): Omit<ReadingCheckOptions, 'file'> => ({
  readers: readersOf[tier],
  knownNames,
  pictureBytes: { ...Object.fromEntries([...sizes].map(([name, bytes]) => [name, weighOnPhone(name, bytes)])), ...pictureBytes },
})

/** Returns what the reading check finds in the files of a course, by file name, also in lessons that do not compile. */
export function checkCourseReading(files: CourseFiles, { tier }: { tier: Tier }, facts: ReadingFacts = {}): Finding[] {
  const sound = [...files].flatMap(([name, bytes]) => (bytes && findFileFault(name, bytes.length) === null ? [{ name, bytes }] : []))
  const options = readingOptionsOf(
    tier,
    sound.map(({ name, bytes }) => [name, bytes.length]),
    facts,
  )
  return sound.flatMap(({ name, bytes }) => {
    if (extname(name) === '.yaml') return checkPlainText(bytes.toString('utf8'), name)
    return extname(name) === '.mdx' ? checkReading(bytes.toString('utf8'), { ...options, file: name }) : []
  })
}

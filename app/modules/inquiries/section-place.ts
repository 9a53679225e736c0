// Where a section that was asked about stands in another version of its lesson: the same one in the same version, else the one of the same
// heading.
import { spellHeading } from '#app/text/heading.ts'

export interface AboutSection {
  courseVersionId: string
  section: string
  heading: string
}

/** The id of the section in a lesson as it is read now; null if it is gone. */
export function findSection(about: AboutSection, versionId: string, sections: readonly { id: string; title: string }[]): string | null {
  const found = sections.find(({ id, title }) =>
    about.courseVersionId === versionId ? id === about.section : spellHeading(title) === spellHeading(about.heading),
  )
  return found?.id ?? null
}

/** Names a section over all versions of its lesson: questions of one name are answered together. */
export const nameSection = (about: { courseSlug: string; lessonSlug: string; heading: string }) =>
  `${about.courseSlug}/${about.lessonSlug}/${spellHeading(about.heading)}`

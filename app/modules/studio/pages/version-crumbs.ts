// The way back from pages of courses and their versions.
import { paths } from '#app/shell/paths.ts'

interface Crumb {
  href: string
  label: string
}

interface NamedCourse {
  slug: string
  title: string
}

export const studioCrumbs: readonly Crumb[] = [{ href: paths.studio(), label: '课程' }]

export const courseCrumbs = ({ slug, title }: NamedCourse): Crumb[] => [...studioCrumbs, { href: paths.studioCourse(slug), label: title }]

/** `below`: pages between the version and the one that is shown. */
export const versionCrumbs = (
  { versionId, ordinal, course }: { versionId: string; ordinal: number; course: NamedCourse },
  ...below: Crumb[]
): Crumb[] => [...courseCrumbs(course), { href: paths.studioVersion(versionId), label: `第 ${ordinal} 版` }, ...below]

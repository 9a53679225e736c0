// What the page of components shows: every component of the registry, each with its example as a phone shows it.
import type { Site } from '#app/site.ts'
import { tellComponents, type ToldGroup } from './component-guide.ts'

/** Examples are part of the program: compiled at the first look, and kept as long as it runs. */
let looks: Promise<Record<string, string>> | null = null

export interface ComponentGuide {
  groups: ToldGroup[]
  /** HTML by name. */
  looks: Record<string, string>
}

/** The compiler is loaded once, and compiles some thirty examples of a few lines. */
const limits = { pool: 'previews', seconds: 60, megabytes: 256 } as const

export async function readComponentGuide(site: Site): Promise<ComponentGuide> {
  looks ??= site.threads.run('studio.compileExamples', undefined, limits).catch((fault: unknown) => {
    looks = null
    throw fault
  })
  return { groups: tellComponents(), looks: await looks }
}

// Which files of a version its course uses, found out beside the server.
import type { Site } from '#app/site.ts'
import { limits } from '../check/checking.server.ts'
import type { StudioFile } from '../files.server.ts'

/** Splits the files of a version into those that its course uses, and the others. */
export const splitUsedFiles = (site: Pick<Site, 'threads'>, files: ReadonlyMap<string, StudioFile>) =>
  site.threads.run('studio.splitUsed', new Map([...files].map(([name, { content }]) => [name, content])), limits)

// The viewer as the root of every page knows them: errors, and pages of everybody, keep the desk's frame.
import { useRouteLoaderData } from '@remix-run/react'
import type { Viewer } from '#app/access/viewer.ts'

export interface DeskViewer {
  viewer: Viewer
  /** The names of the regions that the viewer's duties reach, of each in its spoken form. */
  regions: readonly string[]
  /** The script of desk pages. */
  script: string
}

/** Returns the viewer if they work at a desk; null for others and where nobody is signed in. */
export const useDeskViewer = (): DeskViewer | null =>
  useRouteLoaderData<() => { deskViewer: DeskViewer | null }>('root')?.deskViewer ?? null

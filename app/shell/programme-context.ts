// The programme of the installation, for pages: the names of the two sides. Not available in the browser: no script
// there needs it.
import { createContext, useContext } from 'react'
import type { Programme } from '#app/programme/programme.ts'

export const ProgrammeContext = createContext<Programme | null>(null)

/** Returns the programme for which the page is rendered. */
export function useProgramme(): Programme {
  const programme = useContext(ProgrammeContext)
  if (!programme) throw new Error('A page that names the programme is drawn inside a ProgrammeContext.')
  return programme
}

/** Returns what both sides are called, for papers about pairs. */
export function useBothPlaces(): string {
  const { west, east } = useProgramme()
  return `${west.shortName}、${east.shortName}`
}

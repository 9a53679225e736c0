// The programme of the installation, for pages: what they call the two sides. Not there in the browser: nothing that wakes there needs it.
import { createContext, useContext } from 'react'
import type { Programme } from '#app/programme/programme.ts'

export const ProgrammeContext = createContext<Programme | null>(null)

/** The programme in which the page is drawn. */
export function useProgramme(): Programme {
  const programme = useContext(ProgrammeContext)
  if (!programme) throw new Error('A page that names the programme is drawn inside a ProgrammeContext.')
  return programme
}

// A refused form comes back with what was entered, but no browser lets a page restore a chosen file.

interface Refused {
  refused: { fields: Record<string, string[]> }
  /** The names of fields in which a file had been chosen. */
  chosen: readonly string[]
}

/** Returns the hint at a file's field if the form came back for another reason; undefined if no file had been chosen. */
export const chooseAgainMessage = (refused: Refused | null, name: string): string[] | undefined =>
  refused?.chosen.includes(name) && !refused.refused.fields[name] ? ['刚才选的文件没有存下，请再选一次。'] : undefined

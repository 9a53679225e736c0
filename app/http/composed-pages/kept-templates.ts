// The templates that are kept, within a limit: of those that were not asked for the longest, the oldest goes first.
import type { Template } from './template.ts'

/** Some two hundred lessons; in memory twice as many bytes. */
const mostCharacters = 2_000_000

export interface KeptTemplates<Name extends string> {
  get(key: string): Template<Name> | null
  keep(key: string, template: Template<Name>): void
}

export function keptTemplates<Name extends string>(most = mostCharacters): KeptTemplates<Name> {
  const kept = new Map<string, Template<Name>>()
  let characters = 0
  const drop = (key: string) => {
    characters -= lengthOf(kept.get(key))
    kept.delete(key)
  }
  return {
    get(key) {
      const template = kept.get(key)
      if (!template) return null
      kept.delete(key)
      kept.set(key, template)
      return template
    },
    keep(key, template) {
      drop(key)
      kept.set(key, template)
      characters += lengthOf(template)
      for (const oldest of kept.keys()) {
        if (characters <= most) return
        drop(oldest)
      }
    },
  }
}

const lengthOf = (template?: Template) => template?.pieces.reduce((sum, { length }) => sum + length, 0) ?? 0

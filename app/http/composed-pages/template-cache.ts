// A cache of templates within a limit: the least recently used is dropped first.
import type { Template } from './template.ts'

/** Some two hundred lessons; twice as many bytes in memory. */
const maxCharacters = 2_000_000

export interface TemplateCache<Name extends string> {
  get(key: string): Template<Name> | null
  set(key: string, template: Template<Name>): void
}

export function createTemplateCache<Name extends string>(most = maxCharacters): TemplateCache<Name> {
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
    set(key, template) {
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

// A paragraph of a file as a reviewer reads it: prose without signs, fields of YAML with labels, components under their names.
import { lessonComponents } from '#app/lesson/components.tsx'
import type { LessonComponent } from '#app/lesson/lesson-component.ts'
import { fieldLabels } from './field-labels.ts'

const components = new Map<string, LessonComponent>(Object.entries(lessonComponents))
const labelOf = (component: string) => components.get(component)?.label ?? component

export interface Readable {
  /** `rule`: what only separates, such as the line around front matter. */
  kind: 'prose' | 'heading' | 'field' | 'component' | 'rule'
  /** Of a field or component. */
  label: string | null
  text: string
}

/** Longer blocks are shown as they are written: looking for signs in them takes time that grows with the square. */
const longest = 8_000

/** Reads a block. `isYaml`: a line of YAML, also in the front matter of a lesson. */
export function toReadable(text: string, { isYaml }: { isYaml: boolean }): Readable {
  if (text.length > longest) return { kind: 'prose', label: null, text }
  if (/^-{3,}\s*$/.test(text)) return { kind: 'rule', label: null, text }
  if (isYaml) return readLine(text)
  const heading = /^#{1,6}\s+(.*)$/.exec(text)
  if (heading) return { kind: 'heading', label: null, text: heading[1] ?? '' }
  const component = /^<([A-Z]\w*)/.exec(text)
  if (component) return { kind: 'component', label: labelOf(component[1] ?? ''), text: readTags(text) }
  return { kind: 'prose', label: null, text: withoutSigns(text) }
}

function readLine(line: string): Readable {
  const found = /^(\s*(?:- )?)([A-Za-z]\w*):\s*(.*)$/.exec(line)
  if (found) return { kind: 'field', label: fieldLabels[found[2] ?? ''] ?? found[2] ?? '', text: withoutQuotes(found[3] ?? '') }
  return { kind: 'field', label: '', text: withoutQuotes(line.replace(/^\s*- /, '')) }
}

const withoutQuotes = (text: string) => text.replace(/^(['"])(.*)\1$/, '$2')

const tag = /<([A-Z]\w*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g
const attribute = /([A-Za-z]\w*)(?:=(?:"([^"]*)"|'([^']*)'|\{([^}]*)\}))?/g

/** Tags become their labelled attributes, one component to a line; names by which a page knows a part are left out. */
function readTags(source: string): string {
  const words = source.replace(/<\/[A-Z]\w*\s*>/g, '').replace(tag, (_, name: string, rest: string, at: number) => {
    const said = [...rest.matchAll(attribute)].flatMap(([, key = '', one, other, code]) => {
      const [label, value] = [components.get(name)?.attributes[key]?.label ?? key, one ?? other ?? code]
      if (key === 'id') return []
      return value === undefined ? [`（${label}）`] : [`${label}：${value}`]
    })
    return [...(at === 0 ? [] : [`【${labelOf(name)}】`]), ...said].join(' ') + ' '
  })
  return withoutSigns(words)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
}

/** Leaves the words of Markdown; what a link leads to stands behind it. */
const withoutSigns = (text: string) =>
  text
    .replace(/!\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, '图：$1（$2）')
    .replace(/\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g, '$1（$2）')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .replace(/^(\s*)[-*+] /gm, '$1• ')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>])/g, '$1')

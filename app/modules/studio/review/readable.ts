// A paragraph of a file as a reviewer reads it: prose without signs, fields of YAML with labels, components under their names.
import { componentNames, fieldLabels } from './names.ts'

export interface Readable {
  /** `rule`: what only separates, such as the line around front matter. */
  kind: 'prose' | 'heading' | 'field' | 'component' | 'rule'
  /** Of a field or component. */
  label: string | null
  text: string
}

/** Reads a block. `isYaml`: a line of YAML, also in the front matter of a lesson. */
export function toReadable(text: string, { isYaml }: { isYaml: boolean }): Readable {
  if (/^-{3,}\s*$/.test(text)) return { kind: 'rule', label: null, text }
  if (isYaml) return readLine(text)
  const heading = /^#{1,6}\s+(.*)$/.exec(text)
  if (heading) return { kind: 'heading', label: null, text: heading[1] ?? '' }
  const component = /^<([A-Z]\w*)/.exec(text)
  if (component) return { kind: 'component', label: componentNames[component[1] ?? ''] ?? component[1] ?? '', text: readTags(text) }
  return { kind: 'prose', label: null, text: withoutSigns(text) }
}

function readLine(line: string): Readable {
  const found = /^(\s*(?:- )?)([A-Za-z]\w*):\s*(.*)$/.exec(line)
  if (found) return { kind: 'field', label: fieldLabels[found[2] ?? ''] ?? found[2] ?? '', text: withoutQuotes(found[3] ?? '') }
  return { kind: 'field', label: '', text: withoutQuotes(line.replace(/^\s*- /, '')) }
}

const withoutQuotes = (text: string) => text.replace(/^(['"])(.*)\1$/, '$2')

/** Tags become their labelled attributes, one to a line; names by which a page knows a part are left out. */
function readTags(text: string): string {
  const words = text
    .replace(/<\/[A-Z]\w*\s*>/g, '')
    .replace(/<([A-Z]\w*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g, (_, name: string, rest: string) => {
      const said = [...rest.matchAll(/([A-Za-z]\w*)=(?:"([^"]*)"|'([^']*)'|\{([^}]*)\})/g)].flatMap(([, key = '', one, other, number]) =>
        key === 'id' ? [] : [`${fieldLabels[key] ?? key}：${one ?? other ?? number ?? ''}`],
      )
      if (/\sright(\s|\/|$)/.test(rest)) said.push('（对的）')
      return [text.startsWith(`<${name}`) ? '' : `【${componentNames[name] ?? name}】`, ...said].filter(Boolean).join(' ') + ' '
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

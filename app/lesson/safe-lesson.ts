// Lessons are documents, not programs: no code, only our components, only literal attributes, only decent links.
import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { lessonComponents } from './components.tsx'

export interface Problem {
  line: number
  column: number
  /** In Chinese: authors read it. */
  reason: string
}

/** A lesson that is refused, with every place that must be changed. */
export class UnsafeLesson extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ line, reason }) => `第 ${line} 行：${reason}`).join('；'))
    this.name = 'UnsafeLesson'
  }
}

const here = 'https://lesson.invalid'

/** Judged by the parser that browsers use. Pictures must lie with us; links may lead abroad over https or to a mailbox. */
export function isDecentUrl(value: string, { abroad }: { abroad: boolean }) {
  if (/^[\s\\/]*[\\/]{2}/.test(value) || !URL.canParse(value, here)) return false
  const url = new URL(value, here)
  return url.origin === here || (abroad && ['https:', 'mailto:'].includes(url.protocol))
}

interface MdxNode {
  type: string
  name?: string | null
  url?: string
  value?: unknown
  attributes?: { type: string; name?: string; value?: unknown }[]
  position?: { start: { line: number; column: number } }
}

/** A remark plugin that collects what is not allowed and then stops the compilation. It must be the first plugin. */
export function remarkSafeLesson({ problems }: { problems: Problem[] }) {
  return (tree: Root) => {
    const refuse = (node: MdxNode, reason: string) => {
      problems.push({ reason, line: node.position?.start.line ?? 0, column: node.position?.start.column ?? 0 })
    }
    visit(tree, (visited) => {
      judge(visited as unknown as MdxNode, refuse) // a visitor's return value would steer the walk, so nothing is returned
    })
    if (problems.length > 0) throw new UnsafeLesson(problems)
  }
}

function judge(node: MdxNode, refuse: (node: MdxNode, reason: string) => void) {
  switch (node.type) {
    case 'mdxjsEsm':
      return refuse(node, '课文里不能写 import 或 export。')
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return refuse(node, '课文里不能写花括号 { } 的程序。要显示花括号，请写成 \\{。')
    case 'html':
      return refuse(node, '课文里不能写 HTML。')
    case 'link':
    case 'definition':
    case 'image':
      if (!isDecentUrl(node.url ?? '', { abroad: node.type !== 'image' })) refuse(node, `这个地址不能用：${node.url}`)
      return
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return judgeComponent(node, refuse)
  }
}

function judgeComponent(node: MdxNode, refuse: (node: MdxNode, reason: string) => void) {
  const name = node.name ?? ''
  const component = Object.hasOwn(lessonComponents, name) ? lessonComponents[name as keyof typeof lessonComponents] : null // <constructor/> is none
  if (!component) return refuse(node, `没有 <${name}> 这个课文组件。可用的有：${Object.keys(lessonComponents).join('、')}。`)
  const given = new Set<string>()
  for (const attribute of node.attributes ?? []) {
    if (attribute.type !== 'mdxJsxAttribute') {
      refuse(node, `<${name}> 里不能用 {...}。`)
      continue
    }
    const attributeName = attribute.name ?? ''
    given.add(attributeName)
    if (attribute.value !== null && attribute.value !== undefined && typeof attribute.value !== 'string') refuse(node, `<${name}> 的 ${attributeName} 只能写引号里的文字。`)
    else if (!(component.attributes as readonly string[]).includes(attributeName)) refuse(node, `<${name}> 没有 ${attributeName} 这一项。`)
    else if (/^(src|href)$/.test(attributeName) && !isDecentUrl(String(attribute.value ?? ''), { abroad: attributeName === 'href' })) refuse(node, `这个地址不能用：${String(attribute.value)}`)
  }
  for (const required of component.required) if (!given.has(required)) refuse(node, `<${name}> 少了 ${required}。`)
}

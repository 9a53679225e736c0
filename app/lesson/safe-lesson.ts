// Lessons are documents, not programs: no code, only our components, only literal attributes, only allowed links.
import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { lessonComponents } from './components.tsx'
import type { AttributeRule } from './lesson-component.ts'

export interface Problem {
  line: number
  column: number
  /** In Chinese: authors read it. */
  reason: string
}

/** A lesson that is refused, with every position that must be changed. */
export class UnsafeLesson extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ line, reason }) => `第 ${line} 行：${reason}`).join('；'))
    this.name = 'UnsafeLesson'
  }
}

const ownHost = 'https://lesson.invalid'

/**
 * Whether a link is allowed, judged by the same URL parser as in browsers: a link on our site, to another site over
 * https, or to a mailbox.
 */
export function isAllowedUrl(value: string) {
  if (/^[\s\\/]*[\\/]{2}/.test(value) || !URL.canParse(value, ownHost)) return false
  const url = new URL(value, ownHost)
  // A name before an @ could pass for the host.
  return url.origin === ownHost || (['https:', 'mailto:'].includes(url.protocol) && url.username === '' && url.password === '')
}

interface MdxNode {
  type: string
  name?: string | null | undefined
  url?: string | undefined
  value?: unknown
  depth?: number | undefined
  checked?: boolean | null | undefined
  attributes?: { type: string; name?: string; value?: unknown }[]
  children?: MdxNode[]
  position?: { start: { line: number; column: number } } | undefined
}

type Refuse = (node: MdxNode, reason: string) => void

/** A remark plugin that collects what is not allowed and then stops the compilation. Only `remarkChinese` runs before it, which adds nothing. */
export function remarkSafeLesson({ problems }: { problems: Problem[] }) {
  return (tree: Root) => {
    const refuse: Refuse = (node, reason) => {
      problems.push({ reason, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 })
    }
    const ids = new Set<string>()
    visit(tree, (visited, _, parent) => {
      checkNode(visited, parent, ids, refuse) // a visitor's return value would steer the traversal, so nothing is returned
    })
    if (problems.length > 0) throw new UnsafeLesson(problems)
  }
}

function checkNode(node: MdxNode, parent: MdxNode | undefined, ids: Set<string>, refuse: Refuse) {
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
      if (!isAllowedUrl(node.url ?? '')) refuse(node, `这个地址不能用：${node.url}`)
      else if (node.type === 'link' && isBlank(node)) refuse(node, '链接要有字，读的人才知道点了去哪里。')
      return
    case 'image':
    case 'imageReference':
      return refuse(node, '图请用 <Figure src="文件名.svg" alt="图上有什么" />。')
    case 'footnoteReference':
    case 'footnoteDefinition':
      return refuse(node, '课文里不用脚注。出处请写在 <Note kind="source"> 里。')
    case 'heading':
      if (isBlank(node)) refuse(node, '标题是空的。')
      else if (node.depth === 1) refuse(node, '课名写在开头的 title 里；课文里的标题从 ## 开始。')
      else if (node.depth === 2 && parent?.type !== 'root') refuse(node, '## 标题不能放在别的东西里面。')
      return
    case 'listItem':
      if (typeof node.checked === 'boolean') refuse(node, '能打勾的清单请用 <Checklist>。')
      return
    case 'mdxJsxTextElement':
      return refuse(node, componentNamed(node) ? `<${node.name}> 要单独写一行，前后不能有别的字。` : unknownComponent(node))
    case 'mdxJsxFlowElement':
      return checkComponent(node, parent, ids, refuse)
  }
}

/** Whether a node has no content to read. */
const isBlank = ({ value, children = [] }: MdxNode): boolean =>
  children.length > 0 ? children.every(isBlank) : typeof value !== 'string' || value.trim() === ''

const componentNamed = ({ name }: MdxNode) =>
  name && Object.hasOwn(lessonComponents, name) ? lessonComponents[name as keyof typeof lessonComponents] : null // <constructor/> is not a component
const unknownComponent = ({ name }: MdxNode) => `没有 <${name ?? ''}> 这个课文组件。可用的有：${Object.keys(lessonComponents).join('、')}。`

function checkComponent(node: MdxNode, parent: MdxNode | undefined, ids: Set<string>, refuse: Refuse) {
  const component = componentNamed(node)
  if (!component) return refuse(node, unknownComponent(node))
  const attributes: Record<string, AttributeRule> = component.attributes
  const given = new Map<string, string>()
  for (const attribute of node.attributes ?? []) {
    if (attribute.type !== 'mdxJsxAttribute') {
      refuse(node, `<${node.name}> 里不能用 {...}。`)
      continue
    }
    const name = attribute.name ?? ''
    if (attribute.value !== null && attribute.value !== undefined && typeof attribute.value !== 'string')
      refuse(node, `<${node.name}> 的 ${name} 只能写引号里的文字。`)
    else if (!Object.hasOwn(attributes, name)) refuse(node, `<${node.name}> 没有 ${name} 这一项。`)
    else if (given.has(name)) refuse(node, `<${node.name}> 的 ${name} 写了两次。`)
    given.set(name, typeof attribute.value === 'string' ? attribute.value : '')
  }
  for (const [name, { isRequired, holds }] of Object.entries(attributes)) {
    const value = given.get(name)
    if (value === undefined || (isRequired && value.trim() === '')) {
      if (isRequired) refuse(node, `<${node.name}> 少了 ${name}。`)
    } else if (holds && !holds.pattern.test(value)) refuse(node, `<${node.name}> 的 ${name}“${value}”不对：${holds.reason}`)
  }
  const parts = (node.children ?? []).filter(({ type, value }) => type !== 'text' || String(value).trim() !== '')
  if (component.within === 'lesson') {
    if (parent?.type !== 'root') refuse(node, `<${node.name}> 不能放在别的东西里面。`)
  } else if (component.within && parent?.name !== component.within) refuse(node, `<${node.name}> 要写在 <${component.within}> 里面。`)
  if (component.holdsOnly && !parts.every(({ name }) => name === component.holdsOnly))
    refuse(node, `<${node.name}> 里面只能写 <${component.holdsOnly}>。`)
  if (component.children === 'none' && parts.length > 0) refuse(node, `<${node.name}> 里面不能写字。`)
  if (component.children === 'some' && parts.length === 0) refuse(node, `<${node.name}> 里面是空的。`)
  const fault = component.faultOf?.(parts, given)
  if (fault) refuse(node, fault)
  const id = given.get('id')
  if (id && component.within === 'lesson') {
    if (ids.has(id)) refuse(node, `id“${id}”用了两次。`)
    ids.add(id)
  }
}

// MDX in, HTML out. What authors write is never run: it is held to data before the compiler sees it, and what comes back
// is HTML, so the browser needs no eval.
import { createHash } from 'node:crypto'
import { bundleMDX } from 'mdx-bundler'
import { getMDXComponent } from 'mdx-bundler/client/index.js'
import { type ComponentType, createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import remarkGfm from 'remark-gfm'
import { z } from 'zod'
import { lessonComponents } from './components.tsx'
import { type Problem, remarkSafeLesson, UnsafeLesson } from './safe-lesson.ts'

/** Part of every cache key: raise it whenever the same source would come out otherwise. */
export const pipelineVersion = '1'
/** The longest lesson that is compiled, in characters. */
export const longestLesson = 60_000

const frontMatter = z.object({
  title: z.string('front matter 里少了 title（课名）。').min(1),
  summary: z.string('front matter 里少了 summary（一句话简介）。').min(1),
  minutes: z.number('front matter 里的 minutes（分钟数）应是数字。').positive(),
})
export type FrontMatter = z.infer<typeof frontMatter>

export interface Section {
  id: string
  title: string
}

export interface CompiledLesson {
  html: string
  frontMatter: FrontMatter
  /** The parts that begin with a heading of the second level. */
  sections: Section[]
}

/** What determines the output: the pipeline and the source. */
export const hashOfLesson = (source: string) => createHash('sha256').update(`${pipelineVersion}\n${source}`).digest('hex')

const yamlOnly = () => {
  throw new Error('front matter must be YAML')
}

/**
 * Compiles one lesson. Throws `UnsafeLesson` with all problems, their lines and columns, if it holds anything but text,
 * our components and decent links. At most one is compiled at a time, because the compiler takes much memory.
 */
export function compileLesson(source: string): Promise<CompiledLesson> {
  const turn = queue.then(() => compile(source))
  queue = turn.catch(() => undefined)
  return turn
}

let queue: Promise<unknown> = Promise.resolve()

async function compile(source: string): Promise<CompiledLesson> {
  if (source.length > longestLesson) throw new UnsafeLesson([{ line: 1, column: 1, reason: `课文太长：${source.length} 字，最多 ${longestLesson} 字。请分成两课。` }])
  const opening = source.match(/^\uFEFF?---([^\n]*)\r?\n/)
  if (!opening) throw new UnsafeLesson([{ line: 1, column: 1, reason: '课文要以 --- 开头，先写课名等信息。' }])
  if (opening[1]!.trim() !== '') throw new UnsafeLesson([{ line: 1, column: 4, reason: `开头的 --- 后面不能写“${opening[1]!.trim()}”。` }])
  if (!/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/.test(source)) throw new UnsafeLesson([{ line: 1, column: 1, reason: '课名等信息后面少了一行 ---。' }])

  const problems: Problem[] = []
  const { code, frontmatter } = await bundleMDX({
    source,
    grayMatterOptions: (options) => ({ ...options, language: 'yaml', engines: { js: yamlOnly, javascript: yamlOnly, coffee: yamlOnly } }),
    mdxOptions: (options) => ({ ...options, remarkPlugins: [[remarkSafeLesson, { problems }], remarkGfm, ...(options.remarkPlugins ?? [])] }),
    esbuildOptions: (options) => ({ ...options, logLevel: 'silent' }),
  }).catch((fault: unknown) => {
    throw problems.length > 0 ? new UnsafeLesson(problems) : new UnsafeLesson([unreadable(fault)])
  })
  const parsed = frontMatter.safeParse(frontmatter)
  if (!parsed.success) throw new UnsafeLesson(parsed.error.issues.map((issue) => ({ line: 1, column: 1, reason: issue.message })))

  const sections: Section[] = []
  const Lesson = getMDXComponent(code) as ComponentType<{ components: Record<string, unknown> }>
  const rendered = renderToStaticMarkup(createElement(Lesson, { components: { ...drawnComponents, h2: headingsInto(sections) } }))
  return { html: inSections(rendered), frontMatter: parsed.data, sections }
}

const drawnComponents = Object.fromEntries(Object.entries(lessonComponents).map(([name, { render }]) => [name, render]))

/** Headings get ids in order, which stay the same however the wording is mended. */
function headingsInto(sections: Section[]) {
  return function Heading({ children }: { children?: ReactNode }) {
    const id = `s${sections.length + 1}`
    sections.push({ id, title: textOf(children) })
    return createElement('h2', { id }, children)
  }
}

function textOf(node: ReactNode): string {
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  if (Array.isArray(node)) return node.map(textOf).join('')
  if (node && typeof node === 'object' && 'props' in node) return textOf((node.props as { children?: ReactNode }).children)
  return ''
}

/** Wraps each heading of the second level, with what follows it, into a section. */
function inSections(html: string) {
  const parts = html.split(/(?=<h2 id="s\d+">)/)
  return parts.map((part) => (part.startsWith('<h2 id=') ? part.replace(/^<h2 id="(s\d+)">/, '<section data-section="$1"><h2 id="$1">') + '</section>' : part)).join('')
}

/** What the compiler itself could not read. It tells a place as `line:column`. */
function unreadable(fault: unknown): Problem {
  const text = fault instanceof Error ? fault.message : String(fault)
  const [, line, column] = text.match(/\(([1-9]\d*):(\d+)/) ?? text.match(/([1-9]\d*):(\d+)/) ?? []
  const isTag = /closing tag|closing slash|Expected|Unexpected|expression/i.test(text)
  return { line: Number(line ?? 1), column: Number(column ?? 1), reason: isTag ? '这里的标签或花括号没有写完整。尖括号 < 和花括号 { 要成对，当普通字用时前面加 \\。' : '这里看不懂，请检查写法。' }
}

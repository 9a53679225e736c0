// Compiles MDX to HTML. Authors' code is never run: the source is restricted to data before the compiler gets it, and
// the result is HTML, so the browser needs no eval.
import { createHash } from 'node:crypto'
import { type ComponentType, createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { z } from 'zod'
import { toSourceColumn, prepareMarkdown, remarkChinese } from './chinese.ts'
import { lessonComponents } from './components.tsx'
import { findComplexityProblems, findInvisibleCharacters } from './complexity-limits.ts'
import { frontMatterLabels } from './front-matter-labels.ts'
import { acceptedSchema } from './reading-check/acceptance-schema.ts'
import { hasUnreadAcceptance } from './reading-check/accepted.ts'
import { readYaml } from './read-yaml.ts'
import { type Problem, remarkSafeLesson, UnsafeLesson } from './safe-lesson.ts'

/** Part of every cache key: raise it whenever the same source would give another result. */
export const pipelineVersion = '9'

const frontMatter = z.strictObject(
  {
    title: z.string('少了课名。').trim().min(1, '少了课名。').max(24, '课名太长，最多 24 字。'),
    summary: z.string('少了一句话简介。').trim().min(1, '少了一句话简介。').max(60, '简介太长，最多 60 字。'),
    minutes: z
      .number('要写学这一课的分钟数。')
      .int('分钟数要写整数。')
      .positive('分钟数要大于 0。')
      .max(60, '一课最多 60 分钟，请分成两课。'),
    objectives: z
      .array(z.string().trim().min(4, '这一条太短。').max(40, '这一条太长，最多 40 字。'), '要列出学完会做什么。')
      .min(1, '至少写一条。')
      .max(4, '最多写四条。'),
    /** Findings of the reading check that the author waves through; readers do not see them. */
    accepted: acceptedSchema.exactOptional(),
  },
  '开头要写课名（title）、一句话简介（summary）、分钟（minutes）、学完会做什么（objectives）。',
)
export type FrontMatter = z.infer<typeof frontMatter>

export interface Section {
  /** s1, s2 and so on, in order: it does not change when the wording is corrected. */
  id: string
  title: string
}

export interface CompiledLesson {
  html: string
  frontMatter: FrontMatter
  /** The parts that begin with a second-level heading. */
  sections: Section[]
}

/** The compiler is a third of all code loaded at start, and needed only for a lesson that is not in the cache. */
const loadCompiler = async () => {
  const [{ bundleMDX }, { getMDXComponent }, { default: remarkGfm }] = await Promise.all([
    import('mdx-bundler'),
    import('mdx-bundler/client/index.js'),
    import('remark-gfm'),
  ])
  return { bundleMDX, getMDXComponent, remarkGfm }
}

/** Hashes what determines the output: the pipeline and the source. */
export const hashLesson = (source: string, pipeline = pipelineVersion) =>
  createHash('sha256').update(`${pipeline}\n${source}`).digest('hex')

const yamlOnly = () => {
  throw new Error('front matter must be YAML')
}

/**
 * Compiles one lesson. Throws `UnsafeLesson` with all problems, their lines and columns, if it contains anything but
 * text, our components and allowed links. At most one is compiled at a time, because the compiler takes much memory.
 */
export const compileLesson = async (source: string): Promise<CompiledLesson> => (await checkLesson(source)).lesson

interface Checked {
  lesson: CompiledLesson
  /** What an author should check, although it can be shown. */
  remarks: Problem[]
}

/** The results since the start, by hash: checking the content and showing it compile a lesson only once between them. */
const checked = new Map<string, Promise<Checked>>()
const maxChecked = 500

/** Compiles a lesson, and also returns what the author should check. */
export function checkLesson(source: string): Promise<Checked> {
  const hash = hashLesson(source)
  const known = checked.get(hash)
  if (known) return known
  const turn = queue.then(() => compile(source))
  queue = turn.catch(() => checked.delete(hash))
  if (checked.size >= maxChecked) checked.delete(checked.keys().next().value!)
  checked.set(hash, turn)
  return turn
}

let queue: Promise<unknown> = Promise.resolve()

async function compile(source: string): Promise<Checked> {
  const { text: written, frontMatter } = readCompiled(source)
  const text = prepareMarkdown(written)
  const lines = text.split('\n')
  const asWritten = (problem: Problem): Problem => ({ ...problem, column: toSourceColumn(lines[problem.line - 1] ?? '', problem.column) })
  const { bundleMDX, getMDXComponent, remarkGfm } = await loadCompiler()
  const problems: Problem[] = []
  const remarks: Problem[] = []
  const { code } = await bundleMDX({
    source: text,
    // The text has no front matter any more. Should gray-matter ever find one again, it must not use an engine that
    // executes it.
    grayMatterOptions: (options) => ({ ...options, language: 'yaml', engines: { js: yamlOnly, javascript: yamlOnly, coffee: yamlOnly } }),
    mdxOptions: (options: { remarkPlugins?: unknown[] }) => ({
      ...options,
      remarkPlugins: [
        [remarkChinese, { remarks }],
        [remarkSafeLesson, { problems }],
        [remarkGfm, { singleTilde: false }],
        ...(options.remarkPlugins ?? []),
      ],
    }),
    esbuildOptions: (options) => ({ ...options, logLevel: 'silent' }),
  }).catch((fault: unknown) => {
    throw new UnsafeLesson((problems.length > 0 ? problems : [toProblems(fault)]).map(asWritten))
  })
  const sections: Section[] = []
  const Lesson = getMDXComponent(code) as ComponentType<{ components: Record<string, unknown> }>
  const rendered = renderToStaticMarkup(createElement(Lesson, { components: { ...drawnComponents, h2: headingsInto(sections) } }))
  return { lesson: { html: getObjectives(frontMatter) + wrapInSections(rendered), frontMatter, sections }, remarks: remarks.map(asWritten) }
}

/** Separates the front matter from the text, which keeps its line numbers. Throws `UnsafeLesson`. */
function readCompiled(source: string): { text: string; frontMatter: FrontMatter } {
  const refuse = (reason: string, line = 1, column = 1): never => {
    throw new UnsafeLesson([{ line, column, reason }])
  }
  const lines = source.replace(/^\uFEFF/, '').split(/\r?\n/)
  const unfit = [...findComplexityProblems(lines), ...findInvisibleCharacters(lines)]
  if (unfit.length > 0) throw new UnsafeLesson(unfit)
  const [opening = ''] = lines
  if (!opening.startsWith('---')) refuse('课文要以 --- 开头，先写课名等信息。')
  const language = opening.slice(3).trim()
  if (language !== '') refuse(`开头的 --- 后面不能写“${language}”。`, 1, 4)
  const end = lines.findIndex((line, i) => i > 0 && line.trimEnd() === '---')
  if (end === -1) refuse('课名等信息后面少了一行 ---。')
  const problems: Problem[] = []
  const read = readYaml(lines.slice(1, end).join('\n'), frontMatter, (reason, line, column) => problems.push({ line, column, reason }), {
    before: 1,
    labels: frontMatterLabels,
  })
  if (!read) throw new UnsafeLesson(problems)
  if (hasUnreadAcceptance(source, read.data.accepted ?? []))
    refuse('放行要一行写一条，次序不变：  - { rule: 规则, what: "是什么", reason: "理由" }', lines.indexOf('accepted:') + 1 || 1)
  return { text: '\n'.repeat(end + 1) + lines.slice(end + 1).join('\n'), frontMatter: read.data }
}

const getObjectives = ({ objectives }: FrontMatter) =>
  renderToStaticMarkup(
    createElement(
      'div',
      { className: 'objectives' },
      createElement('p', null, '学完这一课，我会：'),
      createElement('ul', null, ...objectives.map((objective) => createElement('li', { key: objective }, objective))),
    ),
  )

const drawnComponents = Object.fromEntries(Object.entries(lessonComponents).map(([name, { render }]) => [name, render]))

/** Gives headings numbered ids, which do not change when the wording is corrected. */
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

/** Wraps each second-level heading, with what follows it, in a section. A marker at its end tells when the section is read: once it was on the screen. */
function wrapInSections(html: string) {
  const parts = html.split(/(?=<h2 id="s\d+">)/)
  return parts.map((part) => part.replace(/^<h2 id="(s\d+)">.*$/s, '<section data-section="$1">$&<i data-end="$1"></i></section>')).join('')
}

/** Converts the compiler's own errors, which give a position as `line:column`. */
function toProblems(fault: unknown): Problem {
  const text = fault instanceof Error ? fault.message : String(fault)
  const [, line, column] = text.match(/\(([1-9]\d*):(\d+)/) ?? text.match(/([1-9]\d*):(\d+)/) ?? []
  const isTag = /closing tag|closing slash|Expected|Unexpected|expression/i.test(text)
  const place = { line: Number(line ?? 1), column: Number(column ?? 1) }
  if (/character `!`/.test(text)) return { ...place, reason: '课文里不能写 <!-- 注释 -->，请删掉。' }
  return {
    ...place,
    reason: isTag ? '这里的标签或花括号没有写完整。尖括号 < 和花括号 { 要成对，当普通字用时前面加 \\。' : '这里看不懂，请检查写法。',
  }
}

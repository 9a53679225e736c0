// The front matter of a lesson as fields: title, summary, minutes and what one can do then.
import { parseDocument } from 'yaml'
import { frontMatterRange, setFrontMatter } from '../course-yaml.ts'
import { labelled, make } from './elements.ts'

interface Front {
  title: string
  summary: string
  minutes: string
  objectives: string[]
}

const maxObjectives = 4

function readFront(source: string): Front | null {
  const range = frontMatterRange(source)
  if (!range) return null
  const document = parseDocument(source.slice(range.from, range.to))
  if (document.errors.length > 0) return null
  const values = document.toJS({ maxAliasCount: 0 }) as Record<string, unknown> | null
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
  return {
    title: text(values?.title),
    summary: text(values?.summary),
    minutes: text(values?.minutes),
    objectives: Array.isArray(values?.objectives) ? values.objectives.map(text) : [],
  }
}

/** Fields over the text. `write` gets the text with a changed value; `renew` shows what the text says now. */
export function createFrontFields({ read, write }: { read: () => string; write: (source: string) => void }) {
  const entry = (name: keyof Front, label: string, longest: number) => {
    const input = make('input', {
      type: 'text',
      maxLength: longest,
      inputMode: name === 'minutes' ? 'numeric' : 'text',
      autocomplete: 'off',
    })
    input.addEventListener('input', () => {
      const typed = input.value.trim()
      const written = setFrontMatter(read(), { [name]: name === 'minutes' && /^\d+$/.test(typed) ? Number(typed) : typed })
      if (written !== null) write(written)
    })
    return { input, field: labelled(label, input) }
  }
  const title = entry('title', '课名', 24)
  const summary = entry('summary', '一句话简介', 60)
  const minutes = entry('minutes', '分钟', 3)
  const objectives = make('textarea', { rows: 2 })
  objectives.addEventListener('input', () => {
    const lines = objectives.value
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const written = lines.length === 0 ? null : setFrontMatter(read(), { objectives: lines.slice(0, maxObjectives) })
    if (written !== null) write(written)
  })
  const element = make(
    'details',
    {},
    make('summary', {}, '课名、简介和目标'),
    make(
      'div',
      { className: 'front-fields' },
      title.field,
      summary.field,
      minutes.field,
      labelled('学完会做什么（一条一行，最多四条）', objectives),
    ),
  )
  const set = (input: HTMLInputElement | HTMLTextAreaElement, value: string) => {
    if (document.activeElement !== input && input.value !== value) input.value = value
  }
  return {
    element,
    open: () => {
      element.setAttribute('open', '')
      title.input.focus()
    },
    renew: () => {
      const front = readFront(read())
      element.hidden = front === null
      if (!front) return
      set(title.input, front.title)
      set(summary.input, front.summary)
      set(minutes.input, front.minutes)
      set(objectives, front.objectives.join('\n'))
    },
  }
}

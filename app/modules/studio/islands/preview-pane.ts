// The lesson as a phone shows it, renewed soon after somebody stops typing, and scrolled to where she writes.
import { type Preview, previewBodyOf, previewDocumentOf } from '../editor/preview-document.ts'

interface PaneOptions {
  frame: HTMLIFrameElement
  isYaml: boolean
  styles: readonly string[]
  /** Asks the server; null if there is no answer. */
  ask: (content: string, signal: AbortSignal) => Promise<Preview | null>
  show: (preview: Preview) => void
}

/** Milliseconds after the last sign. */
const pause = 150

export function createPreviewPane({ frame, isYaml, styles, ask, show }: PaneOptions) {
  let asked: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let wanted = ''

  function draw({ title, html }: Preview) {
    const main = frame.contentDocument?.querySelector('main')
    if (html === null && main?.querySelector('.lesson')) return // what was shown last stays, as long as something is half-written
    const shown = { title, html: html ?? '' }
    if (main) main.innerHTML = previewBodyOf(shown)
    else frame.srcdoc = previewDocumentOf({ ...shown, styles })
    scroll()
  }

  /** Scrolls to the place whose words somebody writes. */
  function scroll() {
    const body = frame.contentDocument?.body
    const view = frame.contentWindow
    if (!body || !view || wanted.length < 2) return
    const found = [...body.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, td, th, dd, summary, figcaption, label')].find((element) =>
      normalise(element.textContent).includes(wanted),
    )
    if (!found) return
    const { top, bottom } = found.getBoundingClientRect()
    if (top < 40 || bottom > view.innerHeight - 40) view.scrollTo({ top: view.scrollY + top - view.innerHeight / 3 })
  }

  async function renew(content: string) {
    asked?.abort()
    const request = (asked = new AbortController())
    const preview = await ask(content, request.signal).catch(() => null)
    if (!preview || request.signal.aborted) return
    draw(preview)
    show(preview)
  }

  return {
    renew: (content: string) => {
      clearTimeout(timer)
      timer = setTimeout(() => void renew(content), pause)
    },
    draw,
    /** `line`: the line that somebody writes on, as it is in the source. */
    follow: (line: string) => {
      const words = line.replace(/^[ \t]*(?:#+|[-*+]|\d+[.)]|>)[ \t]+/, '')
      const next = normalise(isYaml ? toYamlWords(words) : words).slice(0, 24)
      if (next === wanted) return
      wanted = next
      scroll()
    },
  }
}

/** What a line of YAML says, without its key. */
const toYamlWords = (line: string) =>
  (/\btext: *(.*?) *\}?$/.exec(line)?.[1] ?? line.replace(/^\w+: */, '')).replace(/^(["'])(.*)\1$/, '$2')

const normalise = (text: string | null) => (text ?? '').replace(/\*\*|[`\\\s]|\]\([^)]*\)|\[/g, '')

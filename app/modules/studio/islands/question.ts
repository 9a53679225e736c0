// The script of a question's form: shows beside it how it looks on a phone, and which questions are nearly the same, while it is being typed.
import { previewBodyOf, previewDocumentOf } from '../editor/preview-document.ts'
import { make } from './elements.ts'
import { inNameOfPage } from './in-name-of.ts'

interface Look {
  html: string
  similar: { id: string; text: string; percent: number }[]
}

/** Milliseconds after the last sign. */
const pause = 400

const form = document.querySelector<HTMLFormElement>('[data-question]')
const frame = document.querySelector<HTMLIFrameElement>('[data-question-look] iframe')
const like = document.querySelector<HTMLElement>('[data-question-similar]')

/** The question as it stands in the form. */
function read(fields: FormData) {
  const word = (name: string) => String(fields.get(name) ?? '')
  const typed = fields.getAll('option').map(String)
  const ticked = fields.getAll('right').map(Number)
  const kept = typed.map((text, at) => ({ text: text.trim(), isRight: ticked.includes(at) })).filter(({ text }) => text !== '')
  const isTold = word('kind') === 'trueFalse'
  return {
    kind: word('kind'),
    text: word('text').trim(),
    options: isTold ? [] : kept.map(({ text }) => text),
    right: isTold ? ticked : kept.flatMap(({ isRight }, at) => (isRight ? [at] : [])),
    explanation: word('explanation').trim(),
    picture: word('picture'),
    alt: word('alt').trim().slice(0, 100),
  }
}

function draw({ html }: Look, styles: readonly string[]) {
  if (!frame) return
  const main = frame.contentDocument?.querySelector('main')
  if (main) main.innerHTML = previewBodyOf({ title: '', html })
  else frame.srcdoc = previewDocumentOf({ title: '', html, styles })
}

function tell({ similar }: Look, questions: string) {
  if (!like) return
  like.hidden = similar.length === 0
  const list = like.querySelector('ul')
  if (!list) return
  list.textContent = ''
  list.append(
    ...similar.map(({ id, text, percent }) => make('li', {}, make('a', { href: `${questions}/${id}` }, text), `（${percent}% 一样）`)),
  )
}

if (form) {
  const { question: address = '', questions = '', styles = '[]' } = form.dataset
  let asked: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const renew = async () => {
    asked?.abort()
    const { signal } = (asked = new AbortController())
    const answer = await fetch(inNameOfPage(address), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(read(new FormData(form))),
      signal,
    }).catch(() => null)
    if (!answer?.ok) return
    const look = (await answer.json()) as Look
    if (signal.aborted) return
    draw(look, JSON.parse(styles) as string[])
    tell(look, questions)
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void renew(), pause)
  }
  form.addEventListener('input', soon)
  form.addEventListener('change', soon)
  if (like) like.setAttribute('role', 'status')
}

// The editor of a file: takes the place of the field of text, saves every few seconds, and shows what a phone will show.
import { EditorView } from '@codemirror/view'
import { present } from '#app/present.ts'
import { isYamlFile } from '../blocks.ts'
import type { ComponentForm } from '../editor/component-form.ts'
import { changesBetween, type TextChange } from '../editor/edits.ts'
import { toOffset } from '../editor/mends/mends.ts'
import { listMistakes } from '../editor/mistakes.ts'
import type { Preview } from '../editor/preview-document.ts'
import { startSaving } from '../editor/saving.ts'
import type { ShownRemark } from '../editor/shown-remark.ts'
import { findTextBegin, type PlacedBlock } from '../editor/source-tree.ts'
import { acceptFinding, cannotWave, takeBackAcceptance } from '../editor/waving.ts'
import { openBrowserDraft } from './browser-draft.ts'
import { askForChoices } from './choice-dialog.ts'
import { createEditorServer } from './editor-server.ts'
import { make } from './elements.ts'
import { createFrontFields } from './front-fields.ts'
import { showMistakes } from './mistakes-pane.ts'
import { createNotice } from './notice.ts'
import { pasting } from './pictures/pasting.ts'
import { describePictures, takePictures } from './pictures/pictures-in-text.ts'
import { createPreviewPane } from './preview-pane.ts'
import { createRemarks } from './remarks/remarks-in-text.ts'
import { createStateLine } from './state-line.ts'
import { blocksOf, byUs } from './text-blocks.ts'
import { setMarks } from './text-marks.ts'
import { createTextView } from './text-view.ts'
import { createToolBar, moveBlock, openBlock, takeOut } from './tool-bar.ts'
import { createPictures } from './pictures/upload.ts'

/** What the page begins with. */
interface Begun {
  account: string
  name: string
  sequence: number
  content: string
  forms: Record<string, ComponentForm>
  files: string[]
  remarks: ShownRemark[]
  canAnswer: boolean
  look: Preview | null
  styles: string[]
}

/** Milliseconds between asking who else is there. */
const askingPause = 8_000

/** The text that writing begins with: what this browser kept, what was refused, or what the server has. */
function beginWith(begun: Begun, typed: string, draft: ReturnType<typeof openBrowserDraft>) {
  const kept = draft.read()
  const lines = (text: string) => text.replaceAll('\r\n', '\n')
  if (kept && kept.content !== begun.content) return { ...kept, known: null }
  if (lines(typed) !== lines(begun.content)) return { content: typed, base: begun.sequence, known: begun.content }
  return { content: begun.content, base: begun.sequence, known: begun.content }
}

function startEditor(host: HTMLElement, begun: Begun) {
  const { account, name, forms, files, styles } = begun
  const isLesson = name.endsWith('.mdx')
  const form = present(host.querySelector<HTMLFormElement>('.writing-plain'), 'form')
  const path = location.pathname
  const server = createEditorServer(path)
  const draft = openBrowserDraft(account, path)
  const { content, base, known } = beginWith(begun, present(form.querySelector('textarea'), 'field').value, draft)
  const isUnsaved = content !== begun.content
  const line = createStateLine(present(document.getElementById('writing-state'), 'state'))
  const surroundings = { forms, ...createPictures(path, files) }
  const notice = createNotice()
  const read = () => view.state.doc.toString()
  let isPlain = false
  const setPlain = (to: boolean) => {
    isPlain = to
    front.element.hidden = isPlain
    text.setPlain(isPlain)
    if (!isPlain) front.renew()
  }
  const open = (own: EditorView, block: PlacedBlock) => {
    if (openBlock(own, block, surroundings) === false) setPlain(true) // what no form has a place for is written as text
  }

  const remarks = createRemarks({
    begun,
    isYaml: isYamlFile(name),
    server,
    view: () => view,
    goTo: (at) => goToPlace(at),
    say: (fault) => notice.say({ sentence: fault, isWarning: true }),
  })
  const text = createTextView({
    content,
    isLesson,
    actions: {
      ...surroundings,
      open,
      move: moveBlock,
      remove: takeOut,
    },
    more: [
      pasting({
        read: server.paste,
        say: notice.say,
        whenIdle: () => whenIdle(view),
        takePictures: (pictures) =>
          void whenIdle(view).then(() => takePictures(view, pictures, { ...surroundings, isLesson, say: notice.say })),
        describe: (names) => describePictures(view, names, surroundings),
      }),
      remarks.extension,
    ],
    changed: () => {
      saving.changed()
      pane?.renew(read())
      front.renew()
      remarks.renew()
    },
    moved: (words) => pane?.follow(words),
  })
  const { view } = text
  const front = createFrontFields({
    read,
    write: (source) => view.dispatch({ changes: changesBetween(read(), source), annotations: byUs('input') }),
  })
  const bar = isLesson && createToolBar({ ...surroundings, view, isPlain: () => isPlain, setPlain })
  const desk = make('div', { className: 'writing-desk' }, bar, isLesson && front.element, notice.element, remarks.element, view.dom)

  const saving = startSaving(
    { base, known, isYaml: isYamlFile(name) },
    {
      read,
      write: (changes) => view.dispatch({ changes: [...changes], annotations: byUs('merge') }),
      whenIdle: () => whenIdle(view),
      send: server.save,
      keep: draft.keep,
      tell: line.tell,
      ask: (conflict) => askForChoices(desk, conflict, saving.settle),
      tellOthers: line.tellOthers,
      later: (work, milliseconds) => {
        const timer = setTimeout(work, milliseconds)
        return () => clearTimeout(timer)
      },
    },
  )

  const goToPlace = (at: number) => {
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
    view.focus()
  }
  const goTo = (nth: number, column: number) => {
    const at = toOffset(read(), nth, column)
    const block = isPlain ? undefined : blocksOf(view.state).find(({ from, to }) => at >= from && at <= to)
    if (block) return open(view, block)
    if (isLesson && !isPlain && at < findTextBegin(read())) return front.open()
    goToPlace(at)
  }
  const show = createMistakeList({ host, view, goTo, forms })
  const frame = host.querySelector('iframe')
  const pane = frame && createPreviewPane({ frame, isYaml: isYamlFile(name), styles, show, ask: server.preview })

  form.hidden = true
  host.querySelector('#writing-remarks')?.remove()
  remarks.renew()
  form.before(desk)
  front.renew()
  if (begun.look && !isUnsaved) show(begun.look)
  if (isUnsaved || !begun.look?.html) pane?.renew(content)
  if (isUnsaved) {
    saving.changed()
    void saving.save()
  } else line.tell({ kind: 'saved' })
  keepSaving(saving, { server, line, read })
}

interface MistakeListOptions {
  host: HTMLElement
  view: EditorView
  goTo: (line: number, column: number) => void
  forms: Begun['forms']
}

/** What is wrong, marked in the text and listed below it, with what mends it or waves it through. */
function createMistakeList({ host, view, goTo, forms }: MistakeListOptions) {
  const element = present(host.querySelector<HTMLElement>('#writing-mistakes'), 'mistakes')
  const read = () => view.state.doc.toString()
  const change = ({ from, to, insert }: TextChange) => view.dispatch({ changes: { from, to, insert }, annotations: byUs('input') })
  return (preview: Preview) => {
    const listed = listMistakes(read(), preview, forms)
    view.dispatch({ effects: setMarks.of(listed) })
    showMistakes(element, read(), listed, {
      goTo,
      mend: (mend) => {
        change(mend)
        view.focus()
      },
      wave: (finding, reason) => {
        const found = acceptFinding(read(), finding, reason)
        if (found) change(found)
        return found ? null : cannotWave
      },
      takeBack: (waved) => {
        const found = takeBackAcceptance(read(), waved)
        if (found) change(found)
      },
    })
  }
}

/** Resolves once the input method has written what it composes. */
const whenIdle = (view: EditorView): Promise<void> =>
  view.composing
    ? new Promise((resolve) => view.contentDOM.addEventListener('compositionend', () => setTimeout(resolve, 50), { once: true }))
    : Promise.resolve()

interface Kept {
  server: ReturnType<typeof createEditorServer>
  line: ReturnType<typeof createStateLine>
  read: () => string
}

/** Saves when there is a reason to think that it works now, and asks every few seconds who else is there. */
function keepSaving(saving: ReturnType<typeof startSaving>, { server, line, read }: Kept) {
  setInterval(() => {
    if (document.visibilityState !== 'visible') return
    void server.look().then((now) => {
      if (!now) return
      line.tellOthers(now.others)
      saving.heard(now.sequence)
    })
  }, askingPause)
  const saveNow = () => {
    if (saving.isOpen()) void saving.save()
  }
  window.addEventListener('online', saveNow)
  window.addEventListener('focus', saveNow)
  document.addEventListener('visibilitychange', saveNow)
  window.addEventListener('pagehide', () => server.leave({ content: read(), base: saving.base() }))
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return
    event.preventDefault()
    void saving.save()
  })
}

const host = document.querySelector<HTMLElement>('[data-writing]')
if (host) startEditor(host, JSON.parse(host.dataset.writing ?? '') as Begun)

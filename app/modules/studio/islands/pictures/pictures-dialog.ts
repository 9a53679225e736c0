// Pictures that were pasted or dropped: each is sent while its author says what it shows.
import { button, labelled, make, setFault } from '../elements.ts'
import { openFormDialog } from '../form-dialog.ts'
import type { Uploaded } from './upload.ts'

export interface BroughtPicture {
  /** To be sent; one with a name is in the version already. */
  file?: File
  name?: string
  alt: string
}

interface Options {
  pictures: readonly BroughtPicture[]
  upload: (file: File) => Promise<Uploaded>
  addressOf: (file: string) => string
  /** What the buttons say that end it. */
  done: string
  cancel: string
  put: (pictures: { name: string; alt: string }[]) => void
  /** It was closed without: these are in the version all the same. */
  left: (names: string[]) => void
}

interface Row extends BroughtPicture {
  element: HTMLElement
  entry: HTMLInputElement
  status: HTMLElement
  thumbnail: HTMLImageElement
  again: HTMLButtonElement
}

export function openPicturesDialog({ pictures, upload, addressOf, done, cancel, put, left }: Options) {
  let rows: Row[] = pictures.map((picture, nth) => {
    const entry = make('input', { type: 'text', value: picture.alt, maxLength: 100, autocomplete: 'off' })
    entry.addEventListener('input', () => setFault(entry, null))
    const status = make('p', { className: 'soft', role: 'status' })
    const thumbnail = make('img', { alt: '', hidden: true })
    const again = button('再试一次', () => void (sending = send(rows.filter((row) => row.entry === entry))), {
      hidden: true,
      className: 'button plain',
    })
    const drop = button('不要这张', () => remove(entry), { className: 'button plain', 'aria-label': `不要这张：第 ${nth + 1} 张` })
    const label = pictures.length > 1 ? `第 ${nth + 1} 张图上有什么` : '图上有什么'
    const words = make('div', {}, labelled(label, entry, nth === 0 ? '看不见图的人听到的就是这句话，至少六个字。' : null), status)
    const element = make(
      'div',
      { className: 'brought-picture' },
      make('div', { className: 'thumbnail' }, thumbnail),
      words,
      make('div', {}, again, drop),
    )
    return { ...picture, element, entry, status, thumbnail, again }
  })
  let sending = Promise.resolve()
  const fields = make('div', {}, ...rows.map(({ element }) => element))
  const remove = (entry: HTMLInputElement) => {
    rows.find((row) => row.entry === entry)?.element.remove()
    rows = rows.filter((row) => row.entry !== entry)
    if (rows.length === 0) dialog.close()
  }

  function show(row: Row, { name }: { name: string }) {
    row.name = name
    row.status.textContent = row.file ? `传好了：${name}` : name
    row.status.className = 'soft'
    if (row.thumbnail.src.startsWith('blob:')) URL.revokeObjectURL(row.thumbnail.src)
    row.thumbnail.src = addressOf(name)
    row.thumbnail.hidden = false
  }

  /** One after the other: a weak line sends one at a time. */
  async function send(which: readonly Row[]) {
    const waiting = which.filter(({ file, name }) => file && name === undefined)
    for (const row of waiting) {
      row.again.hidden = true
      row.status.className = 'soft'
      row.status.textContent = '等着传……'
    }
    for (const [nth, row] of waiting.entries()) {
      if (!row.file || !rows.includes(row)) continue
      row.status.textContent = `正在传（${nth + 1}/${waiting.length}）……`
      const answer = await upload(row.file)
      if ('name' in answer) show(row, answer)
      else {
        row.status.className = 'field-error'
        row.status.textContent = answer.fault
        row.again.hidden = false
      }
    }
  }

  const dialog = openFormDialog({
    title: pictures.length > 1 ? `${pictures.length} 张图` : '图',
    hint: '边传边写，图上有什么。',
    done,
    cancel,
    fields,
    submit: async () => {
      for (const { entry } of rows) setFault(entry, entry.value.trim() === '' ? '请写一句：图上有什么。' : null)
      if (rows.some(({ entry }) => entry.value.trim() === '')) return false
      await sending
      const failed = rows.filter(({ name }) => name === undefined)
      for (const { entry } of failed) setFault(entry, '这张还没有传上去。请再试一次，或者不要这张。')
      if (failed.length > 0) return false
      put(rows.flatMap(({ name, entry }) => (name === undefined ? [] : [{ name, alt: entry.value.trim() }])))
      return true
    },
    cancelled: () => left(rows.flatMap(({ file, name }) => (file && name !== undefined ? [name] : []))),
  })
  for (const row of rows) {
    if (row.name !== undefined) show(row, { name: row.name })
    else if (row.file) {
      row.thumbnail.src = URL.createObjectURL(row.file)
      row.thumbnail.hidden = false
    }
  }
  sending = send(rows)
}

// What is pasted from Word, WPS or an article becomes text of the lesson, with its pictures; nothing that it refers to is fetched.
import { EditorView } from '@codemirror/view'
import type { Said } from '../notice.ts'

export interface Pasted {
  text: string
  /** The pictures that came with it, in the version already; whether nobody said what they show. */
  pictures: { name: string; isUnsaid: boolean }[]
  /** What did not come over. */
  left: { what: string; advice: string }[]
}

interface PastingActions {
  /** Reads what was copied as text of a lesson. */
  read: (html: string) => Promise<Pasted | { fault: string }>
  say: (said: Said) => void
  /** Resolves once nothing is being composed by an input method. */
  whenIdle: () => Promise<void>
  /** Pictures that are pasted or dropped are put in where the cursor is. */
  takePictures: (files: readonly File[]) => void
  /** Asks what pictures show that stand in the text already. */
  describe: (names: readonly string[]) => void
}

/** More is pasted without its pictures, and without those as plain text. */
const maxHtml = 12_500_000
const maxWords = 900_000

const dataPicture = /(<img\b[^>]*?\ssrc\s*=\s*)(["'])data:[^"']*\2/gi
const withoutPictures = (html: string) => html.replace(dataPicture, '$1$2$2')

/** A picture on the disk of whoever copied, as Word and WPS name it: the program may have put it on the clipboard as a file beside. */
const localPicture = /(<img\b[^>]*?\ssrc\s*=\s*)(["'])(?:file:|cid:|blob:)[^"']*\2/gi

const toDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as string)
    reader.onerror = () => reject(reader.error ?? new Error('unread'))
    reader.readAsDataURL(file)
  })

/** Puts the files of the clipboard into the text where it names pictures on a disk, if each has one; Word also gives a picture of the text itself. */
async function withFiles(html: string, files: readonly File[]): Promise<string> {
  if (files.length === 0 || [...html.matchAll(localPicture)].length !== files.length) return html
  const urls = await Promise.all(files.map(toDataUrl))
  let nth = 0
  return html.replace(localPicture, (_, before: string, quote: string) => `${before}${quote}${urls[nth++] ?? ''}${quote}`)
}

const filesIn = (data: DataTransfer | null) => [...(data?.files ?? [])]
const isPicture = ({ type }: File) => type.startsWith('image/')

export function pasting({ read, say, whenIdle, takePictures, describe }: PastingActions) {
  async function paste(view: EditorView, copied: string, plain: string, files: readonly File[]) {
    const whole = await withFiles(copied, files).catch(() => copied)
    const isTooLarge = whole.length > maxHtml
    const html = isTooLarge ? withoutPictures(whole) : whole
    const hasPictures = html !== withoutPictures(html)
    if (hasPictures) say({ sentence: '正在贴进来，图要传一会儿……' })
    const pasted = html.length > maxHtml ? { fault: '太长，按普通文字贴进来了。' } : await read(html)
    await whenIdle()
    const isRead = !('fault' in pasted)
    const text = (isRead ? pasted.text : plain).replace(/\s+$/, '')
    view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.paste', scrollIntoView: true })
    if (!isRead) return say({ sentence: `只贴进来了文字，排版和图没有带过来。${pasted.fault}`, isWarning: true })
    const left = [
      ...(isTooLarge ? ['图：加起来太大，请把图一张一张拖进来。'] : []),
      ...pasted.left.map(({ what, advice }) => `${what}：${advice}`),
    ]
    if (left.length > 0) say({ sentence: '贴进来了。没有带过来的：', more: [...new Set(left)] })
    else say({ sentence: '' })
    const unsaid = pasted.pictures.filter(({ isUnsaid }) => isUnsaid).map(({ name }) => name)
    if (unsaid.length > 0) describe(unsaid)
  }

  return EditorView.domEventHandlers({
    drop(event, view) {
      const files = filesIn(event.dataTransfer)
      if (files.length === 0) return false
      event.preventDefault()
      const pictures = files.filter(isPicture)
      if (pictures.length < files.length)
        say({
          sentence: '拖进来的不全是图。Word、PPT 请在课程那一页“带进来”，声音和视频请放到“照片、声音和视频”那一页。',
          isWarning: true,
        })
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY })
      if (at !== null) view.dispatch({ selection: { anchor: at } })
      if (pictures.length > 0) takePictures(pictures)
      return true
    },
    paste(event, view) {
      const data = event.clipboardData
      const html = data?.getData('text/html') ?? ''
      const plain = data?.getData('text/plain') ?? ''
      const pictures = filesIn(data).filter(isPicture)
      // A picture that was copied by itself; browsers add its address, which is not fetched.
      if (pictures.length > 0 && plain.trim() === '') {
        event.preventDefault()
        takePictures(pictures)
        return true
      }
      // What was copied out of the editor itself, or is one line of words, is plain.
      if (html === '' || withoutPictures(html).length > maxWords || !/<(p|h\d|li|table|b|strong|a|div|br|img)\b/i.test(html)) return false
      event.preventDefault()
      void paste(view, html, plain, pictures)
      return true
    },
  })
}

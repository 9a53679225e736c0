// What is pasted from Word, WPS or an article becomes text of the lesson; nothing that it refers to is fetched.
import { EditorView } from '@codemirror/view'

interface PastingActions {
  /** Reads what was copied as text of a lesson; null if the server cannot be asked. */
  read: (html: string) => Promise<{ text: string; left: { what: string; advice: string }[] } | null>
  say: (sentence: string, kind?: string) => void
  /** MEDIA: pictures that are pasted or dropped are given to the course here. */
  takePictures: (files: readonly File[]) => void
}

/** Longer ones are pasted as plain text. */
const maxHtml = 900_000

/** Pictures within copied text are large, and are not taken over from there. */
const withoutPictures = (html: string) => html.replace(/\ssrc\s*=\s*(["'])data:[^"']*\1/gi, '')

const picturesIn = (data: DataTransfer | null) => [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))

export const pasting = ({ read, say, takePictures }: PastingActions) =>
  EditorView.domEventHandlers({
    drop(event) {
      const pictures = picturesIn(event.dataTransfer)
      if (pictures.length === 0) return false
      event.preventDefault()
      takePictures(pictures)
      return true
    },
    paste(event, view) {
      const data = event.clipboardData
      const html = withoutPictures(data?.getData('text/html') ?? '')
      const plain = data?.getData('text/plain') ?? ''
      const pictures = picturesIn(data)
      if (pictures.length > 0 && plain === '') {
        event.preventDefault()
        takePictures(pictures)
        return true
      }
      // What was copied out of the editor itself, or is one line of words, is plain.
      if (html === '' || html.length > maxHtml || !/<(p|h\d|li|table|b|strong|a|div|br)\b/i.test(html)) return false
      event.preventDefault()
      void read(html)
        .catch(() => null)
        .then((pasted) => {
          const text = (pasted?.text ?? plain).replace(/\s+$/, '')
          view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.paste', scrollIntoView: true })
          if (pasted && pasted.left.length > 0)
            say(`贴进来了。没有带过来的：${[...new Set(pasted.left.map(({ what }) => what))].join('、')}。`)
        })
      return true
    },
  })

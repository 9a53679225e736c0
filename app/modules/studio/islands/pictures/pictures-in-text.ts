// Puts pictures into the text of a lesson, and writes what they show.
import type { EditorView } from '@codemirror/view'
import { emptyValues, readValues, writeValues } from '../../editor/component-values.ts'
import { type ComponentNode, parseSource, type SourceNode } from '../../editor/source-tree.ts'
import type { Surroundings } from '../component-dialog.ts'
import type { Said } from '../notice.ts'
import { openPicturesDialog } from './pictures-dialog.ts'
import { byUs } from '../text-blocks.ts'
import { putIn } from '../tool-bar.ts'

/** As many at once as an author describes in one go. */
const maxPictures = 20

interface Options extends Surroundings {
  isLesson: boolean
  say: (said: Said) => void
}

/** Sends pictures to the version, asks what they show, and puts them in behind the paragraph of the cursor. */
export function takePictures(view: EditorView, files: readonly File[], { isLesson, say, ...around }: Options) {
  if (!isLesson) return say({ sentence: '这个文件里不放图。图放在课文里。', isWarning: true })
  const write = ({ name, alt }: { name: string; alt: string }) => {
    const values = emptyValues('Figure', around.forms)
    return writeValues(null, { ...values, attributes: { ...values.attributes, src: name, alt } }, around.forms)
  }
  if (files.length > maxPictures) say({ sentence: `一次最多放 ${maxPictures} 张图，后面的请再拖一次。`, isWarning: true })
  openPicturesDialog({
    ...around,
    pictures: files.slice(0, maxPictures).map((file) => ({ file, alt: '' })),
    done: '放进去',
    cancel: '先不放',
    put: (pictures) => putIn(view, pictures.map(write).join('\n\n')),
    left: (names) => {
      if (names.length > 0) say({ sentence: `图已经在课程里了：${names.join('、')}。要放进课文，请按“插入…”里的“图”。` })
    },
  })
}

const listComponents = (nodes: readonly SourceNode[]): ComponentNode[] =>
  nodes.flatMap((node) => (node.kind === 'text' ? [] : [node, ...listComponents(node.children)]))

/** Asks what pictures show that were pasted with their text. */
export function describePictures(view: EditorView, names: readonly string[], around: Surroundings) {
  openPicturesDialog({
    ...around,
    pictures: names.map((name) => ({ name, alt: '' })),
    done: '写好了',
    cancel: '以后再写',
    put: (pictures) => {
      const figures = listComponents(parseSource(view.state.doc.toString()))
      const changes = pictures.flatMap(({ name, alt }) => {
        const node = figures.find(({ attributes }) => attributes.some((one) => one.name === 'src' && one.raw === name))
        const values = node && readValues(node, around.forms)
        if (!node || !values) return []
        const written = writeValues(node, { ...values, attributes: { ...values.attributes, alt } }, around.forms)
        return [{ from: node.from, to: node.to, insert: written }]
      })
      view.dispatch({ changes, annotations: byUs('input') })
    },
    left: () => undefined,
  })
}

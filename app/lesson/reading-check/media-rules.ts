// Pictures, sounds and videos for those who cannot see, hear or load them.
import { type Found, wholeLesson } from './findings.ts'
import { countUnits, type Element, type LessonText } from './lesson-text.ts'
import { readingLimits } from './limits.ts'

const picture = /^[^\s/]+\.(svg|jpe?g|png|webp|avif|gif)$/i
const recording = /^[^\s/]+\.(m4a|mp3|ogg|opus|wav|mp4|webm)$/i
const pictureComponents = /^(Figure|Photo|Photograph|Picture|Image)$/
const recordingComponents = /^(Audio|Sound|Recording|Video)$/

/** The attributes that may say what the picture in another attribute shows: `alt` of `src`, `beforeAlt` of `before`. */
const labelsOf = (attribute: string) =>
  attribute === 'src'
    ? ['alt']
    : [`${attribute}Alt`, `${attribute}-alt`, `alt${attribute.charAt(0).toUpperCase()}${attribute.slice(1)}`, 'alt']

interface Picture {
  element: Element
  file: string
  alt: { value: string; from: number } | null
}

/** Lists the pictures of a lesson; a poster shows what its video says. */
function listPictures({ elements }: LessonText): Picture[] {
  return elements.flatMap((element) => {
    const { attributes, name } = element
    const files = [...attributes].filter(([attribute, { value }]) => attribute !== 'poster' && attribute !== 'alt' && picture.test(value))
    if (files.length === 0 && pictureComponents.test(name)) files.push(['src', attributes.get('src') ?? { value: '', from: element.from }])
    return files.map(([attribute, { value }]) => {
      const label = labelsOf(attribute).find((name) => attributes.has(name))
      return { element, file: value, alt: label === undefined ? null : (attributes.get(label) ?? null) }
    })
  })
}

/** Says what is wrong with the words of a picture; null if nothing is. */
function findLabelFault(alt: string, file: string): string | null {
  const written = alt.trim()
  if (written === '') return '没有写'
  if (written === file || written === file.replace(/\.\w+$/, '') || picture.test(written)) return '写的是文件名'
  if (/^(一张|这张|这是)?(图片|照片|示意图|插图|配图|截图|图)\s*[\d一二三四五六七八九十]*$/.test(written)) return '只写了是一张图'
  const words = countUnits(written)
  return words < readingLimits.pictureLabel ? `只有 ${words} 个字，至少 ${readingLimits.pictureLabel} 个` : null
}

/** Finds pictures without words for who cannot see them, and recordings without a transcript. */
export function checkMedia(lesson: LessonText): Found[] {
  const pictures = listPictures(lesson).flatMap(({ element, file, alt }): Found[] => {
    const fault = findLabelFault(alt?.value ?? '', file)
    if (fault === null) return []
    return [
      {
        rule: 'picture-label',
        at: alt?.from ?? element.from,
        what: file === '' ? element.name : file,
        reason: `图“${file}”的说明（alt）${fault}。看不见图的人靠它知道图上有什么，照图上的样子写一句。`,
      },
    ]
  })
  return [...pictures, ...lesson.elements.filter((one) => isRecording(one) && !isPlayedToo(one, lesson)).flatMap(checkTranscript)]
}

/** Whether a recording to take along is also played in the lesson, where its transcript is asked for. */
const isPlayedToo = ({ name, attributes }: Element, { elements }: LessonText) =>
  name === 'Download' &&
  elements.some((other) => recordingComponents.test(other.name) && other.attributes.get('src')?.value === attributes.get('src')?.value)

const isRecording = ({ name, attributes }: Element) =>
  recordingComponents.test(name) || [...attributes.values()].some(({ value }) => recording.test(value))

function checkTranscript({ name, attributes, from, words }: Element): Found[] {
  const written = countUnits(attributes.get('transcript')?.value ?? '') + words
  if (written >= readingLimits.transcript) return []
  const isVideo = name === 'Video' || [...attributes.values()].some(({ value }) => /\.(mp4|webm)$/i.test(value))
  return [
    {
      rule: 'no-transcript',
      at: from,
      what: attributes.get('src')?.value ?? name,
      reason: `这段${isVideo ? '视频' : '录音'}没有文字稿。听不见、不方便放声音、信号不好的人靠它学，把说的话写下来${name === 'Download' ? '：在这一课里也用 <Audio> 或 <Video> 放它' : ''}。`,
    },
  ]
}

/** Finds that the pictures of a lesson weigh too much. `sizes` are bytes by file name, as a phone loads them. */
export function checkWeight(lesson: LessonText, sizes: Readonly<Record<string, number>>): Found[] {
  const used = new Map<string, { at: number; bytes: number }>()
  for (const { file, element } of listPictures(lesson))
    if (Object.hasOwn(sizes, file) && !used.has(file)) used.set(file, { at: element.from, bytes: sizes[file] ?? 0 })
  const total = [...used.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  if (total <= readingLimits.pictureBytes) return []
  const [heaviest] = [...used].sort(([, one], [, other]) => other.bytes - one.bytes)
  if (!heaviest) return []
  const [name, { at, bytes }] = heaviest
  const kB = (size: number) => `${Math.ceil(size / 1000)} kB`
  return [
    {
      rule: 'heavy-pictures',
      at,
      what: wholeLesson,
      reason: `这一课的图一共 ${kB(total)}，最多 ${kB(readingLimits.pictureBytes)}，信号弱的地方要等很久。最大的是“${name}”（${kB(bytes)}），换一张小的，或者少放一张。`,
    },
  ]
}

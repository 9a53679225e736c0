// The files that a compiled lesson shows, by name, and where a reader gets them. A lesson is compiled once, without
// knowing its version; the addresses are put in for each version.

/** What is known of a photograph, sound, video or document, for its place on the page. */
export interface PlacedMedia {
  width: number | null
  height: number | null
  seconds: number | null
  /** Bytes. */
  size: number
  /** For a photograph: the candidates of each type, best first, as a `srcset`; and the one that every browser shows. */
  sources?: { type: string; srcSet: string }[]
  address: string
}

export interface LessonAddresses {
  /** The address of an SVG drawing. */
  drawing: (name: string) => string
  /** Null if there is no such photograph, sound, video or document. */
  media: (name: string) => PlacedMedia | null
}

/** What the components write; React escapes quotes and angle brackets in all attributes. */
const files = [
  { tag: /<img src="([^"/:]+)"/g, is: '图' },
  { tag: /<audio src="([^"/:]+)"/g, is: '声音' },
  { tag: /<video src="([^"/:]+)"/g, is: '视频' },
  { tag: /<a href="([^"/:]+)" download=/g, is: '下载的文件' },
  { tag: /<video src="[^"]*" poster="([^"/:]+)"/g, is: '封面图' },
] as const

/** Lists the files that a compiled lesson shows, each once, and what it shows them as. */
export function findLessonFiles(html: string): { name: string; is: (typeof files)[number]['is'] }[] {
  const found = files.flatMap(({ tag, is }) => [...html.matchAll(tag)].map(([, name = '']) => ({ name, is })))
  return found.filter(({ name }, i) => found.findIndex((one) => one.name === name) === i)
}

const isDrawing = (name: string) => name.endsWith('.svg')

/** How wide a photograph is on the page: phones show it from edge to edge of the text. */
const sizes = '(min-width: 720px) 680px, 100vw'

/** Puts the addresses into a compiled lesson, with the sizes of photographs, so that nothing moves when they arrive. */
export function placeFiles(html: string, { drawing, media }: LessonAddresses): string {
  const addressOf = (name: string) => (isDrawing(name) ? drawing(name) : (media(name)?.address ?? name))
  return html
    .replace(/<img src="([^"/:]+)"([^>]*)>/g, (tag, name: string, rest: string) => {
      if (isDrawing(name)) return `<img src="${drawing(name)}"${rest}>`
      const placed = media(name)
      return placed ? placePhotograph(placed, rest) : tag
    })
    .replace(/<(audio|video) src="([^"/:]+)"( poster="([^"/:]+)")?/g, (_, tag: string, name: string, hasPoster, poster: string) => {
      const { width, height } = media(name) ?? { width: null, height: null }
      const box = tag === 'video' && width && height ? ` width="${width}" height="${height}"` : ''
      return `<${tag} src="${addressOf(name)}"${hasPoster ? ` poster="${addressOf(poster)}"` : ''}${box}`
    })
    .replace(/<a href="([^"/:]+)" download=/g, (_, name: string) => `<a href="${addressOf(name)}" download=`)
    .replace(/<span data-about="([^"]+)"><\/span>/g, (_, name: string) => `<span>${describe(media(name))}</span>`)
}

function placePhotograph({ address, sources = [], width, height }: PlacedMedia, rest: string) {
  const listed = sources.map(({ type, srcSet }) => `<source type="${type}" srcset="${srcSet}" sizes="${sizes}"/>`)
  const box = width && height && !/ width="/.test(rest) ? ` width="${width}" height="${height}"` : ''
  return `<picture>${listed.join('')}<img src="${address}"${box}${rest}></picture>`
}

/** Says how long something plays, if it does, and what it costs to load. */
function describe(media: PlacedMedia | null): string {
  if (!media) return ''
  const [minutes, seconds] = [Math.floor((media.seconds ?? 0) / 60), (media.seconds ?? 0) % 60]
  const length = [minutes > 0 && `${minutes} 分`, seconds > 0 && `${seconds} 秒`].filter(Boolean).join(' ')
  const megabytes = media.size / 1e6
  return `${length}${length && '，'}${megabytes < 0.1 ? '不到 0.1' : megabytes.toFixed(1)} MB`
}

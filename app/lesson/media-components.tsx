// The components that show or hand out files of the course's folder: drawings, photographs, sounds, videos and documents. Their addresses are
// put in later, see lesson-files.ts, which relies on `src` being the first attribute.
import { Children, isValidElement, type ReactNode } from 'react'
import { attributeOf, component, file, type LessonComponent, needed, type Part, size, text } from './lesson-component.ts'

const picture = (label: string) => ({ label, isRequired: true, holds: file('svg|jpg|png|webp', '图（.svg、.jpg、.png、.webp）') }) as const
const photograph = (label: string) => ({ label, isRequired: true, holds: file('jpg|png|webp', '照片（.jpg、.png、.webp）') }) as const
const sound = (label: string) => ({ label, isRequired: true, holds: file('m4a|mp3|ogg', '声音（.m4a、.mp3、.ogg）') }) as const
const video = (label: string) => ({ label, isRequired: true, holds: file('mp4', '视频（.mp4）') }) as const
/** What phones call a file when they store it. */
const fileName = {
  label: '名字',
  isRequired: true,
  holds: { pattern: /^[\p{L}\p{N}][\p{L}\p{N} 、，（）-]{0,29}$/u, reason: '写字，最多 30 个，不要写 / 和引号。' },
} as const
const percent = (label: string) =>
  ({
    label,
    isRequired: true,
    holds: { pattern: /^(100|\d{1,2}(\.\d)?)$/, reason: '要写 0 到 100 的数，是照片宽或高的百分之几。' },
  }) as const

const handedOut = (label: string) =>
  ({ label, isRequired: true, holds: file('m4a|mp3|ogg|mp4|pdf', '声音、视频或 PDF（.m4a、.mp3、.ogg、.mp4、.pdf）') }) as const

/** What a file is that is handed out, as phones call it. */
const describeFile = (name: string) => {
  const ending = name.slice(name.lastIndexOf('.') + 1)
  return ending === 'pdf' ? 'PDF，' : `${ending === 'mp4' ? '视频' : '录音'}（${ending}），`
}

const isDrawing = (name: string) => name.endsWith('.svg')

/** A picture that is loaded once it is about to be seen. A photograph gets its size with its address. */
function Picture({ src, alt, width, height }: { src: string; alt: string; width?: string | undefined; height?: string | undefined }) {
  const [usualWidth, usualHeight] = isDrawing(src) ? ['320', '200'] : []
  return <img src={src} alt={alt} width={width ?? usualWidth} height={height ?? usualHeight} loading="lazy" decoding="async" />
}

/** What is said, for those who cannot listen now: on a bus, without sound, or at all. */
function Transcript({ said }: { said: string }) {
  const paragraphs = said.split(/\n+/).filter((line) => line.trim() !== '')
  return (
    <details className="transcript">
      <summary>看文字</summary>
      {paragraphs.map((line, i) => (
        <p key={i}>{line}</p>
      ))}
    </details>
  )
}

/** The marks of a photograph in order. */
const marksIn = (children: ReactNode) =>
  Children.toArray(children).flatMap((child) =>
    isValidElement<{ x: string; y: string; title: string; children?: ReactNode }>(child) && 'x' in child.props ? [child.props] : [],
  )

export const maxMarks = 9

/** How far apart two marks must be, in per cent, so that a finger meets one of them. */
const nearest = 8

function findMarkFault(parts: readonly Part[]): string | null {
  if (parts.length === 0) return '<Marks> 里至少要有一个 <Mark>。'
  if (parts.length > maxMarks) return `<Marks> 里最多 ${maxMarks} 个 <Mark>，多了看不清。`
  const place = (part: Part, name: 'x' | 'y') => Number(attributeOf(part, name)?.value)
  const distance = (one: Part, other: Part) => Math.hypot(place(one, 'x') - place(other, 'x'), place(one, 'y') - place(other, 'y'))
  const isNear = parts.some((one, i) => parts.slice(i + 1).some((other) => distance(one, other) < nearest))
  return isNear ? '<Marks> 里有两个 <Mark> 挨得太近，手指点不准。' : null
}

export const mediaComponents = {
  Figure: component(
    { src: picture('图'), alt: needed('图上有什么'), caption: text('图下面的话'), width: size('宽'), height: size('高') },
    { label: '图', children: 'none' },
    ({ src, alt, caption, width, height }) => (
      <figure>
        <Picture src={src} alt={alt} width={width} height={height} />
        {caption && <figcaption>{caption}</figcaption>}
      </figure>
    ),
  ),
  Audio: component(
    { src: sound('声音'), title: needed('标题'), transcript: needed('文字') },
    { label: '声音', children: 'none' },
    ({ src, title, transcript }) => (
      <lesson-player>
        <p>
          <strong>听：{title}</strong> <span data-about={src} />
        </p>
        {/* eslint-disable-next-line jsx-a11y/media-has-caption -- the transcript below is its text */}
        <audio src={src} controls preload="none" aria-label={title} />
        <Transcript said={transcript} />
      </lesson-player>
    ),
  ),
  Video: component(
    { src: video('视频'), poster: picture('封面图'), title: needed('标题'), transcript: needed('文字') },
    { label: '视频', children: 'none' },
    ({ src, poster, title, transcript }) => (
      <lesson-player>
        <p>
          <strong>看：{title}</strong> <span data-about={src} />
        </p>
        {/* eslint-disable-next-line jsx-a11y/media-has-caption -- the transcript below is its text */}
        <video src={src} poster={poster} controls preload="none" playsInline aria-label={title} />
        <Transcript said={transcript} />
      </lesson-player>
    ),
  ),
  Marks: component(
    { src: picture('图'), alt: needed('图上有什么') },
    { label: '图上标记', holdsOnly: 'Mark', faultOf: findMarkFault },
    ({ src, alt, children }) => (
      <lesson-marks>
        <div className="marked">
          <Picture src={src} alt={alt} />
          {marksIn(children).map(({ x, y }, i) => (
            <i key={i} style={{ left: `${x}%`, top: `${y}%` }} aria-hidden="true">
              {i + 1}
            </i>
          ))}
        </div>
        <ol>
          {marksIn(children).map(({ title, children: says }, i) => (
            <li key={i}>
              <strong>{title}</strong>
              {says}
            </li>
          ))}
        </ol>
      </lesson-marks>
    ),
  ),
  /** Drawn by its Marks, which needs its place and its words apart. */
  Mark: component(
    { x: percent('从左边量'), y: percent('从上边量'), title: needed('标题') },
    { label: '标记', children: 'some', within: 'Marks' },
    () => null,
  ),
  BeforeAfter: component(
    {
      before: photograph('之前的照片'),
      after: photograph('之后的照片'),
      beforeAlt: needed('之前的照片上有什么'),
      afterAlt: needed('之后的照片上有什么'),
      caption: text('图下面的话'),
    },
    { label: '前后对照', children: 'none' },
    ({ before, after, beforeAlt, afterAlt, caption }) => (
      <lesson-compare>
        <figure>
          <Picture src={before} alt={beforeAlt} />
          <figcaption>之前</figcaption>
        </figure>
        <figure>
          <Picture src={after} alt={afterAlt} />
          <figcaption>之后</figcaption>
        </figure>
        {caption && <p>{caption}</p>}
      </lesson-compare>
    ),
  ),
  Download: component({ src: handedOut('文件'), title: fileName }, { label: '下载', children: 'none' }, ({ src, title }) => (
    <p className="download">
      <a href={src} download={`${title}${src.slice(src.lastIndexOf('.'))}`}>
        下载：{title}
      </a>
      <span>{describeFile(src)}</span>
      <span data-about={src} />
    </p>
  )),
} as const satisfies Record<string, LessonComponent>

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way React lets custom elements be declared
  namespace JSX {
    interface IntrinsicElements {
      'lesson-player': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
      'lesson-marks': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
      'lesson-compare': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
    }
  }
}

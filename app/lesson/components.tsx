// The components that authors may use in lessons. Drawn on the server; what wakes up in the browser only adds to them.
import { Children, isValidElement, type ReactNode } from 'react'
import { profitOf, profitParts } from './profit.ts'

interface LessonComponent {
  /** Attributes that may be written; all values are text. */
  attributes: readonly string[]
  required: readonly string[]
  render: (props: never) => ReactNode
}

const component = <P extends object>(attributes: readonly (keyof P & string)[], required: readonly (keyof P & string)[], render: (props: P & { children?: ReactNode }) => ReactNode): LessonComponent => ({
  attributes,
  required,
  render: render as (props: never) => ReactNode,
})

const noteNames: Record<string, string> = { tip: '小窍门', warn: '当心', story: '例子', source: '出处' }

/** 选项 of a Check: `right` marks the right one; the children explain why. */
function Option({ text, right, children }: { text: string; right?: string; children?: ReactNode }) {
  const isRight = right !== undefined
  return (
    <details className={isRight ? 'option right' : 'option'}>
      <summary>{text}</summary>
      <div>
        <strong>{isRight ? '✓ 对。' : '✗ 不对。'}</strong> {children}
      </div>
    </details>
  )
}

export const lessonComponents = {
  Figure: component<{ src: string; alt: string; caption?: string; width?: string; height?: string }>(['src', 'alt', 'caption', 'width', 'height'], ['src', 'alt'], ({ src, alt, caption, width = '320', height = '200' }) => (
    <figure>
      <img src={src} alt={alt} width={width} height={height} loading="lazy" decoding="async" />
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  )),
  Note: component<{ kind?: string; title?: string }>(['kind', 'title'], [], ({ kind = 'tip', title, children }) => (
    <aside className={`note ${kind}`}>
      <strong>{title ?? noteNames[kind] ?? noteNames.tip}</strong>
      {children}
    </aside>
  )),
  Steps: component<object>([], [], ({ children }) => <div className="steps">{children}</div>),
  Check: component<{ id: string; question: string }>(['id', 'question'], ['id', 'question'], ({ id, question, children }) => (
    <lesson-check data-check={id}>
      <p className="check-question">
        <strong>想一想</strong> {question}
      </p>
      {children}
    </lesson-check>
  )),
  Option: component<{ text: string; right?: string }>(['text', 'right'], ['text'], Option),
  Checklist: component<{ id: string; title?: string }>(['id', 'title'], ['id'], ({ id, title, children }) => (
    <lesson-checklist data-checklist={id}>
      {title && <p className="check-question">{title}</p>}
      <ul>
        {Children.toArray(children)
          .filter(isValidElement)
          .map((item, i) => (
            <li key={i}>{item}</li>
          ))}
      </ul>
    </lesson-checklist>
  )),
  Item: component<{ id: string }>(['id'], ['id'], ({ id, children }) => (
    <label>
      <input type="checkbox" name={id} /> <span>{children}</span>
    </label>
  )),
  Calculator: component<{ price?: string; cost?: string; box?: string; freight?: string; fee?: string; returns?: string }>(['price', 'cost', 'box', 'freight', 'fee', 'returns'], [], (given) => {
    const values = Object.fromEntries(profitParts.map((part) => [part.name, given[part.name] ?? part.usual])) as Record<(typeof profitParts)[number]['name'], string>
    const numbers = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) as Parameters<typeof profitOf>[0]
    return (
      <lesson-calculator>
        <form method="get" action="/calculator">
          {profitParts.map((part) => (
            <label key={part.name}>
              <span>{part.label}</span>
              <input name={part.name} type="number" inputMode="decimal" min="0" step="0.01" defaultValue={values[part.name]} />
              <span>{part.unit}</span>
            </label>
          ))}
          <p className="calculator-answer">
            每卖一单，剩下 <output>{profitOf(numbers).toFixed(2)}</output> 元
          </p>
          <button className="button plain wide">算一算</button>
        </form>
      </lesson-calculator>
    )
  }),
} as const satisfies Record<string, LessonComponent>

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way React lets custom elements be declared
  namespace JSX {
    interface IntrinsicElements {
      'lesson-check': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
      'lesson-checklist': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
      'lesson-calculator': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
    }
  }
}

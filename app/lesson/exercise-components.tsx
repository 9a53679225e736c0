// Components to practise with, and to take home: cards, words, a fill-in check, an order check, and what is told to the family. Nothing
// of them is stored or counted.
import { Children, isValidElement, type ReactNode } from 'react'
import { attributeOf, component, id, type LessonComponent, needed, type Part, text } from './lesson-component.ts'
import { answerSeparator } from './answers.ts'
import { shufflePlaces } from './shuffle.ts'

/** A text in one line, of at most so many characters. */
const short = (label: string, most: number) =>
  ({
    label,
    isRequired: true,
    holds: { pattern: new RegExp(`^[^\\n]{1,${most}}$`, 'u'), reason: `写一行，最多 ${most} 字。` },
  }) as const

const maxAnswers = 6
const answers = {
  label: '答案',
  isRequired: true,
  holds: {
    // Each answer has a letter or a digit, at a place that is found without trying others.
    pattern: new RegExp(
      String.raw`^[^|｜\n\p{L}\p{N}]{0,5}[\p{L}\p{N}][^|｜\n]{0,19}(?:[|｜][^|｜\n\p{L}\p{N}]{0,5}[\p{L}\p{N}][^|｜\n]{0,19}){0,${maxAnswers - 1}}$`,
      'u',
    ),
    reason: `写字或数，一个答案最多 20 字；几个说法都对，用 | 隔开，最多 ${maxAnswers} 个。`,
  },
} as const

const valuesOf = (parts: readonly Part[], name: string) => parts.map((part) => attributeOf(part, name)?.value)

/** How many parts each may have. */
export const partLimits = { Cards: { least: 2, most: 12 }, Words: { least: 1, most: 12 }, Order: { least: 3, most: 8 } } as const

/** Makes a rule about the number of parts, and about an attribute in which they differ. */
const findPartFault =
  ({ whole, part, by }: { whole: keyof typeof partLimits; part: string; by: string }) =>
  (parts: readonly Part[]): string | null => {
    const { least, most } = partLimits[whole]
    return parts.length < least
      ? `<${whole}> 至少要有 ${least} 个 <${part}>。`
      : parts.length > most
        ? `<${whole}> 最多 ${most} 个 <${part}>，多了记不住。`
        : new Set(valuesOf(parts, by)).size < parts.length
          ? `<${whole}> 里有两个一样的 <${part}>。`
          : null
  }

/** Characters that are read aloud in a minute, slowly. */
export const familyCharacters = 200

const wordsOf = ({ value, children = [] }: Part): string => (typeof value === 'string' ? value : children.map(wordsOf).join(''))

function findFamilyFault(parts: readonly Part[]): string | null {
  if (!parts.every(({ type }) => type === 'paragraph')) return '<Family> 里只写句子：它是念出来听的。'
  const signs =
    parts
      .map(wordsOf)
      .join('')
      .match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return signs > familyCharacters
    ? `<Family> 有 ${signs} 字，念一遍要 ${Math.ceil((signs * 60) / familyCharacters)} 秒；最多 ${familyCharacters} 字（一分钟）。`
    : null
}

const stepsIn = (children: ReactNode) =>
  Children.toArray(children).flatMap((child) =>
    isValidElement<{ text?: string }>(child) && child.props.text !== undefined ? [child.props.text] : [],
  )

export const exerciseComponents = {
  Cards: component(
    {},
    {
      label: '卡片',
      within: 'lesson',
      holdsOnly: 'Card',
      faultOf: findPartFault({ whole: 'Cards', part: 'Card', by: 'front' }),
    },
    ({ children }) => <div className="cards">{children}</div>,
  ),
  Card: component({ front: short('正面', 40) }, { label: '一张卡片', children: 'some', within: 'Cards' }, ({ front, children }) => (
    <details className="flash-card">
      <summary>{front}</summary>
      <div>{children}</div>
    </details>
  )),
  Words: component(
    {},
    { label: '生词', holdsOnly: 'Word', faultOf: findPartFault({ whole: 'Words', part: 'Word', by: 'term' }) },
    ({ children }) => (
      <div className="words">
        <strong>这几个词</strong>
        <dl>{children}</dl>
      </div>
    ),
  ),
  Word: component(
    {
      term: short('词', 20),
      sound: { label: '怎么念', holds: { pattern: /^[\p{L}\p{M} '’-]{1,40}$/u, reason: '写拼音，像 gé。' } },
    },
    { label: '一个词', children: 'some', within: 'Words' },
    ({ term, sound, children }) => (
      <div>
        <dt>
          {term}
          {sound && <span> {sound}</span>}
        </dt>
        <dd>{children}</dd>
      </div>
    ),
  ),
  FillIn: component(
    {
      id,
      question: needed('问题'),
      answer: answers,
      unit: { label: '单位', holds: { pattern: /^[\p{L}%℃°]{1,6}$/u, reason: '写“元”“斤”这样的单位。' } },
    },
    { label: '填一填', within: 'lesson', children: 'some' },
    ({ id, question, answer, unit, children }) => (
      <lesson-fill-in data-fill-in={id} data-answer={answer} data-unit={unit}>
        <p className="check-question">
          <strong>填一填</strong> {question}
        </p>
        <details className="answer">
          <summary>看答案</summary>
          <div>
            <p>
              <strong>
                {answer.split(answerSeparator)[0]}
                {unit && ` ${unit}`}
              </strong>
            </p>
            {children}
          </div>
        </details>
      </lesson-fill-in>
    ),
  ),
  Order: component(
    { id, question: needed('问题'), why: text('为什么是这个次序') },
    {
      label: '排一排',
      within: 'lesson',
      holdsOnly: 'Step',
      faultOf: findPartFault({ whole: 'Order', part: 'Step', by: 'text' }),
    },
    ({ id, question, why, children }) => {
      const steps = stepsIn(children)
      return (
        <lesson-order data-order={id}>
          <p className="check-question">
            <strong>排一排</strong> {question}
          </p>
          <ol>
            {shufflePlaces(steps.length, id).map((place) => (
              <li key={place} data-place={place + 1}>
                <span>{steps[place]}</span>
              </li>
            ))}
          </ol>
          <details className="answer">
            <summary>看对的次序</summary>
            <div>
              <ol>
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              {why && <p>{why}</p>}
            </div>
          </details>
        </lesson-order>
      )
    },
  ),
  /** Drawn by its Order, which shows the steps in two orders. */
  Step: component({ text: short('这一步', 30) }, { label: '一步', children: 'none', within: 'Order' }, () => null),
  Family: component({}, { label: '说给家里人听', within: 'lesson', children: 'some', faultOf: findFamilyFault }, ({ children }) => (
    <lesson-family>
      <strong>说给家里人听</strong>
      <div>{children}</div>
    </lesson-family>
  )),
} as const satisfies Record<string, LessonComponent>

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way React lets custom elements be declared
  namespace JSX {
    interface IntrinsicElements {
      'lesson-fill-in': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
      'lesson-order': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
      'lesson-family': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>
    }
  }
}

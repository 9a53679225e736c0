// The components that authors may use in lessons. Rendered on the server; scripts in the browser only add to them.
import { Children, isValidElement, type ReactNode } from 'react'
import { amount, attributeOf, bare, component, id, type LessonComponent, needed, type Part, text } from './lesson-component.ts'
import { calculatorComponents } from './calculator-components.tsx'
import { exerciseComponents } from './exercise-components.tsx'
import { mediaComponents } from './media-components.tsx'
import { taskComponents } from './task-component.tsx'
import { formatProfit, type ProfitInput, profitParts, computeProfitShares } from './profit.ts'

/** What the kinds of notes are called. */
export const noteNames: Record<string, string> = { tip: '小窍门', warn: '当心', story: '例子', source: '出处' }
const idsOf = (parts: readonly Part[]) => parts.map((part) => attributeOf(part, 'id')?.value)

/** 选项 of a Check: `right` marks the right one; the children explain why. */
function Option({ text, right, children }: { text: string; right?: string | undefined; children?: ReactNode }) {
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

const side = (className: string, sign: string, usual: string) =>
  component({ title: text('标题') }, { label: usual, children: 'some', within: 'Compare' }, ({ title, children }) => (
    <div className={className}>
      <strong>
        {sign} {title ?? usual}
      </strong>
      {children}
    </div>
  ))

export const lessonComponents = {
  ...mediaComponents,
  ...exerciseComponents,
  ...calculatorComponents,
  ...taskComponents,
  Note: component(
    {
      kind: { label: '哪一种', holds: { pattern: /^(tip|warn|story|source)$/, reason: '可以是 tip、warn、story、source。' } },
      title: text('标题'),
    },
    { label: '提示框', children: 'some' },
    ({ kind = 'tip', title, children }) => (
      <aside className={`note ${kind}`}>
        <strong>{title ?? noteNames[kind]}</strong>
        {children}
      </aside>
    ),
  ),
  Steps: component(
    {},
    {
      label: '步骤',
      faultOf: (parts) =>
        parts.length === 1 && parts[0]?.type === 'list' && parts[0].ordered ? null : '<Steps> 里面要写一个 1. 2. 3. 的清单。',
    },
    ({ children }) => <div className="steps">{children}</div>,
  ),
  Compare: component(
    {},
    {
      label: '对比',
      faultOf: (parts) =>
        parts.length > 1 && parts.every(({ name }) => name === 'Good' || name === 'Bad') ? null : '<Compare> 里面要写 <Bad> 和 <Good>。',
    },
    ({ children }) => <div className="compare">{children}</div>,
  ),
  Bad: side('bad', '✗', '不要这样'),
  Good: side('good', '✓', '这样好'),
  Policy: component(
    {
      name: needed('政策名'),
      who: needed('给谁'),
      what: needed('有什么'),
      until: needed('到什么时候'),
      how: needed('怎么办'),
      contact: needed('找谁'),
    },
    { label: '政策', children: 'none' },
    ({ name, who, what, until, how, contact }) => (
      <div className="policy">
        <strong>{name}</strong>
        <dl>
          {[
            ['给谁', who],
            ['有什么', what],
            ['到什么时候', until],
            ['怎么办', how],
            ['找谁', contact],
          ].map(([asked, answer]) => (
            <div key={asked}>
              <dt>{asked}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
      </div>
    ),
  ),
  Check: component(
    { id, question: needed('问题') },
    {
      label: '想一想',
      within: 'lesson',
      holdsOnly: 'Option',
      faultOf: (parts) => {
        const right = parts.filter((part) => attributeOf(part, 'right')).length
        const texts = parts.map((part) => attributeOf(part, 'text')?.value)
        return parts.length < 2
          ? '<Check> 至少要有两个 <Option>。'
          : right === 0
            ? '<Check> 里没有一个 <Option> 写了 right（对的那一个）。'
            : right > 1
              ? '<Check> 里只能有一个 <Option> 写 right。'
              : new Set(texts).size < texts.length
                ? '<Check> 里有两个一样的 <Option>。'
                : null
      },
    },
    ({ id, question, children }) => (
      <lesson-check data-check={id}>
        <p className="check-question">
          <strong>想一想</strong> {question}
        </p>
        {children}
      </lesson-check>
    ),
  ),
  Option: component({ text: needed('选项'), right: bare('对的是这个') }, { label: '选项', children: 'some', within: 'Check' }, Option),
  Checklist: component(
    { id, title: text('标题') },
    {
      label: '动手清单',
      within: 'lesson',
      holdsOnly: 'Item',
      faultOf: (parts) =>
        parts.length === 0
          ? '<Checklist> 里面是空的。'
          : new Set(idsOf(parts)).size < parts.length
            ? '<Checklist> 里有两个 <Item> 的 id 一样。'
            : null,
    },
    ({ id, title, children }) => (
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
    ),
  ),
  Item: component({ id }, { label: '要做的事', children: 'some', within: 'Checklist' }, ({ id, children }) => (
    <label>
      <input type="checkbox" name={id} /> <span>{children}</span>
    </label>
  )),
  Calculator: component(
    {
      price: amount('卖价'),
      cost: amount('货的本钱'),
      box: amount('箱子和袋子'),
      freight: amount('快递费'),
      fee: amount('平台收百分之几'),
      returns: amount('一百单里退几单'),
    },
    { label: '算利润', within: 'lesson', children: 'none' },
    Calculator,
  ),
} as const satisfies Record<string, LessonComponent>

/** Computes the profit of a sale line by line. Without scripts its form leads to a page with the same calculator. */
export function Calculator(given: { [Name in keyof ProfitInput]?: string | undefined }) {
  const values = profitParts.map((part) => ({ ...part, value: given[part.name] ?? part.usual }))
  const input = Object.fromEntries(values.map(({ name, value }) => [name, Number(value)])) as ProfitInput
  return (
    <lesson-calculator>
      <form method="get" action="/calculator">
        {values.map((part) => (
          <label key={part.name}>
            <span>{part.label}</span>
            <input name={part.name} inputMode="decimal" defaultValue={part.value} />
            <span>{part.unit}</span>
          </label>
        ))}
        <button className="button plain wide">算一算</button>
      </form>
      <table>
        <tbody>
          {computeProfitShares(input).map(({ name, label, amount }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td data-share={name}>{amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="calculator-answer" role="status">
        {formatProfit(input)}
      </p>
    </lesson-calculator>
  )
}

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

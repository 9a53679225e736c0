// Figures with their unit in words; each links to the list behind it.

export interface FigureItem {
  count: number
  /** 期, 人次, 人, 户 … */
  unit: string
  label: string
  href?: string
  main?: boolean
  /** Is a part of the figure before it. */
  part?: boolean
}

export function Figures({ items }: { items: readonly FigureItem[] }) {
  return (
    <ul className="figures">
      {items.map((item) => (
        <li key={item.label}>
          <Figure {...item} />
        </li>
      ))}
    </ul>
  )
}

function Figure({ count, unit, label, href, main, part }: FigureItem) {
  const content = (
    <>
      <span>{label}</span>
      <b>{count.toLocaleString('zh-CN')}</b> {unit}
    </>
  )
  const classes = ['figure', ...(main ? ['main'] : []), ...(part ? ['part'] : [])].join(' ')
  return href ? (
    <a className={classes} href={href}>
      {content}
    </a>
  ) : (
    <div className={classes}>{content}</div>
  )
}

// Figures with their unit in words; each opens to what stands behind it.

export interface FigureItem {
  count: number
  /** 期, 人次, 人, 户 … */
  unit: string
  label: string
  href?: string
  main?: boolean
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

function Figure({ count, unit, label, href, main }: FigureItem) {
  const content = (
    <>
      <span>{label}</span>
      <b>{count.toLocaleString('zh-CN')}</b> {unit}
    </>
  )
  const classes = main ? 'figure main' : 'figure'
  return href ? (
    <a className={classes} href={href}>
      {content}
    </a>
  ) : (
    <div className={classes}>{content}</div>
  )
}

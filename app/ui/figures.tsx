// Figures with their unit in words; each links to the list behind it.

export interface FigureItem {
  count: number
  /** 期, 人次, 人, 户 … */
  unit: string
  label: string
  href?: string
  main?: boolean
  /** What it is a part of: shown as a share, in words and as a bar. */
  share?: { of: number; label: string }
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

function Figure({ count, unit, label, href, main, share }: FigureItem) {
  const content = (
    <>
      <span>{label}</span>
      <b>{count.toLocaleString('zh-CN')}</b> {unit}
      {share && share.of > 0 && (
        <span className="share">
          占{share.label} {Math.round((count / share.of) * 100)}%
          <i aria-hidden="true" style={{ width: `${(count / share.of) * 100}%` }} />
        </span>
      )}
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

// Buttons and links that look like them. `main` is the main action of a page; `danger` cannot be undone.
import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'

type Kind = 'main' | 'plain' | 'danger'
const classOf = (kind: Kind, wide: boolean) => ['button', kind === 'main' ? '' : kind, wide ? 'wide' : ''].filter(Boolean).join(' ')

export function Button({
  kind = 'main',
  wide = false,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: Kind; wide?: boolean }) {
  return <button className={classOf(kind, wide)} {...rest} />
}

export function ButtonLink({
  kind = 'main',
  wide = false,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; kind?: Kind; wide?: boolean }) {
  // eslint-disable-next-line jsx-a11y/anchor-has-content -- what is in it comes with the rest
  return <a className={classOf(kind, wide)} {...rest} />
}

/** Sends its form for a file: the page stays as it is, and its form can be sent again at once. */
export const DownloadButton = (button: ButtonHTMLAttributes<HTMLButtonElement>) => (
  <Button kind="plain" formNoValidate data-download="" {...button}>
    下载 Excel
  </Button>
)

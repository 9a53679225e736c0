// The frame of pages on the phone: title, content, the main action, and navigation.
import type { ReactNode } from 'react'
import { Icon, type IconName } from '#app/ui/icons.tsx'

export interface NavItem {
  href: string
  label: string
  icon: IconName
  current?: boolean
}

interface PhonePageProps {
  title: string
  back?: { href: string; label: string } | undefined
  /** The main action: stays at the bottom of the screen, within reach of the thumb. */
  action?: ReactNode
  nav?: readonly NavItem[] | undefined
  /**
   * Progress of the course or task that the page belongs to, in per cent: the filled share of the band. Filled
   * completely if nothing is counted.
   */
  woven?: number | undefined
  children: ReactNode
}

export function PhonePage({ title, back, action, nav, woven, children }: PhonePageProps) {
  return (
    <div className="phone">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="phone-top">
        <div className="phone-bar">
          {back && (
            <a href={back.href}>
              <Icon name="back" />
              <span>{back.label}</span>
            </a>
          )}
          <strong>{title}</strong>
        </div>
        {woven === undefined ? (
          <div className="weave" />
        ) : (
          <div className="weave bare">
            <i style={{ width: `${woven}%` }} />
          </div>
        )}
      </header>
      <main className="phone-main" id="main">
        {children}
      </main>
      {(action || nav) && (
        <footer className="phone-foot">
          {action && <div className="phone-action">{action}</div>}
          {nav && (
            <nav className="phone-nav" aria-label="主要页面">
              {nav.map((item) => (
                <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
                  <Icon name={item.icon} />
                  {item.label}
                </a>
              ))}
            </nav>
          )}
        </footer>
      )}
    </div>
  )
}

// The frame of desk pages: navigation at the side, the page's title, its actions.
import type { ReactNode } from 'react'
import { Icon } from '#app/ui/icons.tsx'
import { lineOf } from '#app/programme/programme.ts'
import type { NavItem } from './phone-page.tsx'
import { useProgramme } from './programme-context.ts'

interface DeskPageProps {
  title: string
  crumbs?: readonly { href: string; label: string }[]
  nav: readonly NavItem[]
  who: { name: string; roles: string }
  actions?: ReactNode
  children: ReactNode
}

export function DeskPage({ title, crumbs = [], nav, who, actions, children }: DeskPageProps) {
  return (
    <div className="desk">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="side">
        <a className="name" href="/desk">
          梯队
          <small>{lineOf(useProgramme())}</small>
        </a>
        <div className="weave" />
        <nav aria-label="主要页面">
          {nav.map((item) => (
            <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
              <Icon name={item.icon} />
              {item.label}
            </a>
          ))}
        </nav>
        <div className="who">
          <div>{who.name}</div>
          <div>{who.roles}</div>
          <div>
            <a href="/account">我的账号</a>
          </div>
          <form method="post" action="/sign-out">
            <button>退出登录</button>
          </form>
        </div>
      </header>
      <main className="desk-main" id="main">
        <div className="desk-head">
          <div>
            {crumbs.length > 0 && (
              <nav className="crumbs" aria-label="所在位置">
                {crumbs.map((crumb) => (
                  <span key={crumb.href}>
                    <a href={crumb.href}>{crumb.label}</a> ›{' '}
                  </span>
                ))}
              </nav>
            )}
            <h1>{title}</h1>
          </div>
          {actions && <div className="row screen-only">{actions}</div>}
        </div>
        {children}
      </main>
    </div>
  )
}

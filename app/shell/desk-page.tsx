// The frame of desk pages: navigation at the side or, on a narrow screen, below; the page's title, its actions.
import type { ReactNode } from 'react'
import { Island } from '#app/http/island.tsx'
import { Icon } from '#app/ui/icons.tsx'
import { FormAccount } from '#app/ui/forms/post-form.tsx'
import { lineOf } from '#app/programme/programme.ts'
import type { DeskGroup, DeskPlace } from './desk-nav.ts'
import { DeskSearchForm } from './desk-search-form.tsx'
import { paths } from './paths.ts'
import { type Printed, PrintButton, PrintFoot, PrintHead } from './printed.tsx'
import { useProgramme } from './programme-context.ts'

interface Navigation {
  groups: readonly DeskGroup[]
  /** The address of this page's entry. */
  at: string
}

interface DeskPageProps extends Navigation {
  title: string
  crumbs?: readonly { href: string; label: string }[]
  who: { name: string; roles: string; regions: string }
  /** Whose forms these are, and whose drafts of them this browser keeps. */
  account: string
  /** The script of desk pages. */
  script: string | undefined
  actions?: ReactNode
  /** Offices print this page: it gets a button, and what paper needs. */
  printed?: Printed | null | undefined
  /** What the search at the top finds for the viewer. */
  finds: string
  /** What was searched for, if the page shows what was found. */
  searched?: string | undefined
  children: ReactNode
}

const home: DeskPlace = { href: paths.desk(), label: '工作台', icon: 'home' }

export function DeskPage({
  title,
  crumbs = [],
  groups,
  at,
  who,
  account,
  script,
  actions,
  printed,
  finds,
  searched,
  children,
}: DeskPageProps) {
  return (
    <div className="desk" data-account={account}>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="side">
        <a className="name" href={paths.desk()}>
          梯队
          <small>{lineOf(useProgramme())}</small>
        </a>
        <div className="weave" />
        <SideNavigation groups={groups} at={at} />
      </header>
      <section className="desk-top" aria-label="找和账号">
        <DeskSearchForm finds={finds} searched={searched} />
        <Who {...who} />
      </section>
      <main className={printed ? 'desk-main printed' : 'desk-main'} id="main">
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
          {(actions || printed) && (
            <div className="row screen-only">
              {actions}
              {printed && <PrintButton />}
            </div>
          )}
        </div>
        {printed && <PrintHead {...printed} />}
        <FormAccount.Provider value={account}>{children}</FormAccount.Provider>
        {printed && <PrintFoot />}
      </main>
      <BarNavigation groups={groups} at={at} />
      {script && <Island src={script} />}
    </div>
  )
}

const PlaceLink = ({ href, label, icon, at }: DeskPlace & { at: string }) => (
  <a href={href} aria-current={href === at ? 'page' : undefined}>
    <Icon name={icon} />
    <span>{label}</span>
  </a>
)

const SideNavigation = ({ groups, at }: Navigation) => (
  <nav aria-label="主要页面">
    <PlaceLink {...home} at={at} />
    {groups.map(({ label, places }) => (
      <div key={label} role="group" aria-label={label}>
        <span className="group-name" aria-hidden="true">
          {label}
        </span>
        {places.map((place) => (
          <PlaceLink key={place.href} {...place} at={at} />
        ))}
      </div>
    ))}
  </nav>
)

/** On narrow screens: a bar at the bottom, within reach of the thumb. A group with several places opens above it. */
const BarNavigation = ({ groups, at }: Navigation) => (
  <nav className="desk-bar" aria-label="主要页面">
    <PlaceLink {...home} at={at} />
    {groups.map(({ label, icon, places }) =>
      places.length === 1 ? (
        places.map((place) => <PlaceLink key={label} {...place} label={label} at={at} />)
      ) : (
        <details key={label} name="desk-bar">
          <summary className={places.some(({ href }) => href === at) ? 'current' : undefined}>
            <Icon name={icon} />
            <span>{label}</span>
          </summary>
          <div>
            {places.map((place) => (
              <PlaceLink key={place.href} {...place} at={at} />
            ))}
          </div>
        </details>
      ),
    )}
  </nav>
)

const Who = ({ name, roles, regions }: DeskPageProps['who']) => (
  <div className="who">
    <span>
      <b>{name}</b> <small>{regions ? `${roles} · ${regions}` : roles}</small>
    </span>
    <a href={paths.account()}>我的账号</a>
    <form method="post" action={paths.signOut()}>
      <button>退出登录</button>
    </form>
  </div>
)

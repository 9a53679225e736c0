// A link to a place on a phone: an icon, its name, and a line or two about it. In a list of class `places`.
import type { LiHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

export function Place({
  icon,
  href,
  title,
  urgent = false,
  children,
  ...rest
}: { icon: IconName; href: string; title: string; urgent?: boolean; children: ReactNode } & LiHTMLAttributes<HTMLLIElement>) {
  return (
    <li className={urgent ? 'urgent' : undefined} {...rest}>
      <a href={href}>
        <span className="place-sign">
          <Icon name={icon} />
        </span>
        <span>
          <strong>{title}</strong>
          {children}
        </span>
      </a>
    </li>
  )
}

// The navigation of an officer on the way, with a phone.
import type { NavItem } from './phone-page.tsx'

const places: readonly NavItem[] = [
  { href: '/follow-ups', label: '回访', icon: 'talk' },
  { href: '/desk', label: '工作台', icon: 'home' },
  { href: '/account', label: '账号', icon: 'key' },
]

/** Returns the navigation with the list of follow-ups marked. */
export const officerNav = (): NavItem[] => places.map((place) => ({ ...place, current: place.href === '/follow-ups' }))

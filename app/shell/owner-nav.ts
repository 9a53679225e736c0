// The navigation of an owner's phone; an owner who is also a trainee has her lessons there too.
import { isRole, type Viewer } from '#app/access/viewer.ts'
import type { NavItem } from './phone-page.tsx'

const shop: NavItem = { href: '/shop', label: '我的店', icon: 'shop' }
const learning: NavItem = { href: '/', label: '学习', icon: 'book' }
const account: NavItem = { href: '/account', label: '账号', icon: 'key' }

/** Returns the navigation with the current place marked. */
export const ownerNav = (viewer: Viewer, at = '/shop'): NavItem[] =>
  [shop, ...(isRole(viewer, 'trainee') ? [learning] : []), account].map((place) => ({ ...place, current: place.href === at }))

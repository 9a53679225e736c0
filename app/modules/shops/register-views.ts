// The tabs of the register of shops, and which shops each shows.
import { type Side, sideNames } from './shop.ts'

export const registerViews = { all: '全部', west: sideNames.west, east: sideNames.east, unclaimed: '店主还没登录过' } as const
export type RegisterView = keyof typeof registerViews

/** From an address; all shops where it asks for no tab that is there. */
export const readRegisterView = (search: URLSearchParams): RegisterView =>
  (Object.keys(registerViews) as RegisterView[]).find((view) => view === search.get('view')) ?? 'all'

export const isInView = (view: RegisterView, { side, isClaimed }: { side: Side; isClaimed: boolean }) =>
  view === 'all' || (view === 'unclaimed' ? !isClaimed : side === view)

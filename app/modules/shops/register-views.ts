// The tabs of the register of shops, and which shops each shows.
import { type Programme, getSideLabels } from '#app/programme/programme.ts'
import type { Side } from './shop.ts'

const registerViews = ['all', 'west', 'east', 'unclaimed'] as const
export type RegisterView = (typeof registerViews)[number]

/** Lists the tabs in order, with their labels. */
export const listRegisterTabs = (programme: Programme): readonly (readonly [view: RegisterView, label: string])[] => {
  const labels = { all: '全部', ...getSideLabels(programme), unclaimed: '店主还没登录过' }
  return registerViews.map((view) => [view, labels[view]])
}

/** Parses an address; all shops if it names no existing tab. */
export const parseRegisterView = (search: URLSearchParams): RegisterView =>
  registerViews.find((view) => view === search.get('view')) ?? 'all'

export const isInView = (view: RegisterView, { side, isClaimed }: { side: Side; isClaimed: boolean }) =>
  view === 'all' || (view === 'unclaimed' ? !isClaimed : side === view)

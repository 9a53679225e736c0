// The tabs of the list of pairings: which states each shows.

export const listViews = {
  alive: { label: '结对中', states: ['proposed', 'alive', 'paused', 'evaluating'] },
  completed: { label: '已完成', states: ['completed'] },
  ended: { label: '没成或解除', states: ['declined', 'lapsed', 'dissolved', 'unmet', 'rematched'] },
} as const
export type ListView = keyof typeof listViews

/** From an address; those that go on where it asks for no tab that is there. */
export const readListView = (search: URLSearchParams): ListView =>
  (Object.keys(listViews) as ListView[]).find((view) => view === search.get('view')) ?? 'alive'

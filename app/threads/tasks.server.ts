// All that runs in threads, by name. A task is loaded by the thread that runs it, and by nobody else; it takes plain
// data, hands over chunks by `emit` if it has many, and gives plain data back.

export type Emit<C> = (chunk: C) => Promise<void>
type Task<I, C, O> = (input: I, emit: Emit<C>) => Promise<O>

export const tasks = {
  /** For tests: gives back what it is told to, after a while. */
  'threads.echo': () => import('./echo.server.ts').then(({ echo }) => echo),
  'spreadsheet.withReasons': () => import('#app/spreadsheet/with-reasons.task.ts').then(({ withReasonsTask }) => withReasonsTask),
  'shops.read': () => import('#app/modules/mentorship/imports/reading.task.ts').then(({ readShopList }) => readShopList),
  'rosters.withReasons': () => import('#app/modules/rosters/with-reasons.task.ts').then(({ rosterWithReasonsTask }) => rosterWithReasonsTask),
  'rosters.read': () => import('#app/modules/rosters/reading.task.ts').then(({ readRosterTask }) => readRosterTask),
} satisfies Record<string, () => Promise<Task<never, unknown, unknown>>>

export type TaskName = keyof typeof tasks
type TaskOf<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>
export type Input<N extends TaskName> = Parameters<TaskOf<N>>[0]
export type Chunk<N extends TaskName> = Parameters<TaskOf<N>>[1] extends Emit<infer C> ? C : never
export type Output<N extends TaskName> = Awaited<ReturnType<TaskOf<N>>>

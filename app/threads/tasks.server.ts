// All that runs in threads, by name. A task is loaded by the thread that runs it, and by nobody else; it takes plain
// data, hands over chunks by `emit` if it has many, and gives plain data back.

export type Emit<C> = (chunk: C) => Promise<void>
type Task<I, C, O> = (input: I, emit: Emit<C>) => Promise<O>

export const tasks = {
  /** For tests: gives back what it is told to, after a while. */
  'threads.echo': () => import('./echo.server.ts').then(({ echo }) => echo),
  'reports.export': () => import('#app/modules/reports/reports.server.ts').then(({ writeReport }) => writeReport),
  'reports.household': () => import('#app/modules/reports/reports.server.ts').then(({ readReportInThread }) => readReportInThread),
  'reports.figure': () => import('#app/modules/reports/reports.server.ts').then(({ openFigureInThread }) => openFigureInThread),
  'pairings.export': () => import('#app/modules/outcomes/outcomes.server.ts').then(({ writeOutcomes }) => writeOutcomes),
  'rosters.refusals': () => import('#app/modules/rosters/rosters.server.ts').then(({ writeRosterRefusals }) => writeRosterRefusals),
  'shops.refusals': () => import('#app/modules/shops/shops.server.ts').then(({ writeShopRefusals }) => writeShopRefusals),
  'operations.makeBackup': () => import('#app/modules/operations/operations.server.ts').then(({ makeBackup }) => makeBackup),
  'operations.proveBackup': () => import('#app/modules/operations/operations.server.ts').then(({ verifyBackup }) => verifyBackup),
  'operations.copyBackup': () => import('#app/modules/operations/operations.server.ts').then(({ copyBackup }) => copyBackup),
  'operations.findDamage': () => import('#app/modules/operations/operations.server.ts').then(({ findDamage }) => findDamage),
  'shops.read': () => import('#app/modules/shops/imports/reading.task.ts').then(({ readShopList }) => readShopList),
  'rosters.read': () => import('#app/modules/rosters/reading/reading.task.ts').then(({ readRosterTask }) => readRosterTask),
} satisfies Record<string, () => Promise<Task<never, unknown, unknown>>>

export type TaskName = keyof typeof tasks
type TaskOf<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>
export type Input<N extends TaskName> = Parameters<TaskOf<N>>[0]
export type Chunk<N extends TaskName> = Parameters<TaskOf<N>>[1] extends Emit<infer C> ? C : never
export type Output<N extends TaskName> = Awaited<ReturnType<TaskOf<N>>>

// All tasks that run in threads, by name. A task is loaded only by the thread that runs it; it takes plain data, emits
// chunks with `emit` if there are many, and returns plain data.

export type Emit<C> = (chunk: C) => Promise<void>
type Task<I, C, O> = (input: I, emit: Emit<C>) => Promise<O>

export const tasks = {
  /** For tests: returns what it is told to, after a while. */
  'threads.echo': async () => (await import('./echo.server.ts')).echo,
  'reports.export': async () => (await import('#app/modules/reports/reports.server.ts')).writeReport,
  'reports.household': async () => (await import('#app/modules/reports/reports.server.ts')).readReportInThread,
  'reports.figure': async () => (await import('#app/modules/reports/reports.server.ts')).openFigureInThread,
  'pairings.export': async () => (await import('#app/modules/outcomes/outcomes.server.ts')).writeOutcomes,
  'rosters.refusals': async () => (await import('#app/modules/rosters/rosters.server.ts')).writeRosterRefusals,
  'pairings.list': async () => (await import('#app/modules/mentorship/mentorship.server.ts')).writePairingList,
  'shops.register': async () => (await import('#app/modules/shops/shops.server.ts')).shopLines.writeShopRegister,
  'shops.refusals': async () => (await import('#app/modules/shops/shops.server.ts')).writeShopRefusals,
  'operations.makeBackup': async () => (await import('#app/modules/operations/operations.server.ts')).makeBackup,
  'operations.proveBackup': async () => (await import('#app/modules/operations/operations.server.ts')).verifyBackup,
  'operations.copyBackup': async () => (await import('#app/modules/operations/operations.server.ts')).copyBackup,
  'operations.findDamage': async () => (await import('#app/modules/operations/operations.server.ts')).findDamage,
  'spreadsheet.write': async () => (await import('#app/spreadsheet/spreadsheet.server.ts')).emitWorkbook,
  'shops.read': async () => (await import('#app/modules/shops/imports/reading.task.ts')).readShopList,
  'rosters.read': async () => (await import('#app/modules/rosters/reading/reading.task.ts')).readRosterTask,
  'documents.read': async () => (await import('#app/importing/documents/reading.task.ts')).readDocumentTask,
  'documents.readPasted': async () => (await import('#app/importing/documents/reading.task.ts')).readPastedTask,
  'questions.read': async () => (await import('#app/importing/questions/reading.task.ts')).readQuestionsTask,
  'questions.write': async () => (await import('#app/importing/questions/write-questions.server.ts')).writeQuestionsTask,
  'studio.placeQuestions': async () => (await import('#app/modules/studio/questions/placing.task.ts')).placeQuestions,
  'studio.check': async () => (await import('#app/modules/studio/check/checking.task.ts')).checkFilesTask,
  'studio.checkVersion': async () => (await import('#app/modules/studio/check/checking.task.ts')).checkVersionTask,
  'studio.splitUsed': async () => (await import('#app/modules/studio/exchange/used-files.task.ts')).splitUsed,
  'studio.previewPlan': async () => (await import('#app/modules/studio/editor/plan-preview.task.tsx')).previewPlan,
  'studio.compileExamples': async () => (await import('#app/modules/studio/guide/examples.task.ts')).compileExamples,
  'studio.preview': async () => (await import('#app/modules/studio/editor/preview.task.ts')).previewLesson,
} satisfies Record<string, () => Promise<Task<never, unknown, unknown>>>

export type TaskName = keyof typeof tasks
type TaskOf<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>
export type Input<N extends TaskName> = Parameters<TaskOf<N>>[0]
export type Chunk<N extends TaskName> = Parameters<TaskOf<N>>[1] extends Emit<infer C> ? C : never
export type Output<N extends TaskName> = Awaited<ReturnType<TaskOf<N>>>

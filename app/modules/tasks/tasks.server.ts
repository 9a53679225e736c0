// The door of tasks: what trainees hand in, and what their instructors say to it.
export { handIn } from './hand-in.server.ts'
export { parseTaskPlace } from './find-task.server.ts'
export { giveVerdict, takeVerdictBack } from './verdict.server.ts'
export { describeOwnTasks, type HandedIn, listTaskNews, type OwnWork, readOwnWork, type TaskNews } from './queries.server.ts'
export { countWaitingTasks, listTaskErrands, listWaitingTasks, readWorkAtDesk, type WaitingWork, type WorkAtDesk } from './queue.server.ts'
export { renderTaskForms } from './inline-form.server.ts'
export { taskWorkWorkflow } from './task-work.workflow.ts'

// The door of the studio: courses that are written in the product, version by version.
export { saveFile, addFile } from './writing.server.ts'
export { bringBack, deleteFile } from './history/deleting.server.ts'
export { listRevisions, readFileHistory } from './history/revisions.server.ts'
export { readVersionStep, takeVersionStep } from './version-forms/steps.server.ts'
export { beginVersion, changeAuthor, copyCourse, createCourse } from './versions.server.ts'
export { addLesson, arrangeLessons } from './arrangement.server.ts'
export { handleVersionForm } from './version-forms/handle-version-form.server.ts'
export { addRemark, answerRemark, listVersionRemarks } from './remarks.server.ts'
export { importCourses, importShipped, importShippedAtStart, type ImportedCourse } from './exchange/import.server.ts'
/** Courses and documents that authors bring in, as one name. */
export * as bringIn from './exchange/bring-in.server.ts'
export { readCoursesAt, writeCourseFolder } from './exchange/course-folder.server.ts'
/** Courses as ZIPs, as one name. */
export * as courseZip from './exchange/course-zip.server.ts'
export { exportVersion, findVersionToExport } from './exchange/export.server.ts'
/** Addresses for a phone's camera, as one name. */
export * as cameraLinks from './media/camera-links.server.ts'
export { startMediaUpkeep } from './media/media-upkeep.server.ts'
export { handleMediaForm } from './media/handle-media-form.server.ts'
/** Drawings as forms, as one name. */
export * as drawings from './media/drawings.server.ts'
/** Pictures, sounds and videos of a version, as one name. */
export * as studioMedia from './media/version-media.server.ts'
export { compareVersions, listStudioCourses, readFileView, readStudioCourse, readVersion, readVersionHistory } from './queries.server.ts'
export {
  findCourses,
  findLessonInStudio,
  type FoundCourse,
  listCourseErrands,
  listQuestionBanks,
} from './at-desk/courses-at-desk.server.ts'
/** What the page of one file asks for while somebody writes. */
export * as editing from './editor/editor.server.ts'
/** The question bank of a version and its exam, as one name. */
export * as questionBank from './questions/bank.server.ts'
/** What the pages of a question bank show, as one name. */
export * as bankPages from './questions/bank-pages.server.ts'
/** Questions from files into a bank, and out of it, as one name. */
export * as bankExchange from './questions/bank-exchange.server.ts'
/** The page that brings questions in, as one name. */
export * as bringQuestions from './questions/handle-bring-form.server.ts'
export { versionWorkflow } from './studio.workflow.ts'

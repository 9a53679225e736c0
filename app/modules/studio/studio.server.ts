// The door of the studio: courses that are written in the product, version by version.
export { saveFile, bringBack, addFile, deleteFile, type Saved, type Saving } from './writing.server.ts'
export { readVersionStep, takeVersionStep, type VersionStepView } from './steps.server.ts'
export { beginVersion, changeAuthor, copyCourse, createCourse, type NewCourse } from './versions.server.ts'
export { addLesson, arrangeLessons, changeCourseDetails } from './arrangement.server.ts'
export { handleVersionForm } from './handle-version-form.server.ts'
export { addRemark, answerRemark, listVersionRemarks, type Remark } from './remarks.server.ts'
export { importCourses, importShipped, importShippedAtStart, type ImportedCourse } from './shipped.server.ts'
export { readCoursesAt, writeCourseFolder } from './exchange/course-folder.server.ts'
export { readCourseZip, writeCourseZip } from './exchange/course-zip.server.ts'
export { exportVersion, findVersionToExport } from './exchange/export.server.ts'
export { noteClosed, noteOpen } from './presence.server.ts'
export {
  compareVersions,
  type ComparedFile,
  type CourseLine,
  type CourseOverview,
  type FileView,
  listRevisions,
  listStudioCourses,
  readFileView,
  readRevision,
  readStudioCourse,
  readVersion,
  readVersionHistory,
  type RevisionLine,
  type VersionEventLine,
  type VersionLine,
  type VersionView,
} from './queries.server.ts'
export { versionWorkflow } from './studio.workflow.ts'

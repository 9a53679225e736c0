// The door of learning.
export { recordProgress } from './commands.server.ts'
export {
  countReaders,
  type CourseView,
  type LessonView,
  listOwnCourses,
  readProgress,
  readCourse,
  readLesson,
  readLessonDays,
  readLessonMedia,
  readPicture,
  findResumePath,
} from './queries.server.ts'

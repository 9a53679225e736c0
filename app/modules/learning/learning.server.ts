// The door of learning.
export { recordProgress } from './commands.server.ts'
export {
  type CourseView,
  type LessonView,
  listOwnCourses,
  readProgress,
  readCourse,
  readLesson,
  readLessonDays,
  readPicture,
  findResumePath,
} from './queries.server.ts'

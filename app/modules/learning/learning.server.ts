// The door of learning.
export { keepProgress } from './commands.server.ts'
export {
  type CourseView,
  type LessonView,
  myCourses,
  progressOf,
  readCourse,
  readLesson,
  readPicture,
  whereToGoOn,
} from './queries.server.ts'

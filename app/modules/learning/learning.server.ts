// The door of learning.
export { recordProgress } from './commands.server.ts'
export { readClassLearning } from './class-learning.server.ts'
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
  readTask,
  type TaskView,
  findResumePath,
} from './queries.server.ts'

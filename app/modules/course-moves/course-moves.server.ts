// The door of course moves: putting a class on another version of its course.
export { findCourseMove, readCourseMove } from './queries.server.ts'
export { moveCourse } from './commands.server.ts'

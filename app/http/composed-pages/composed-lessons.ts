// Serves lessons without Remix and React. A lesson is the same for everybody except for a few marks: the route renders
// it once, after that it is composed. Requests unlike those that phones send for a lesson, and refused ones, go to the
// route.
import type { NextFunction, Request, Response } from 'express'
import { hasDuty } from '#app/access/viewer.ts'
import { readLesson } from '#app/modules/learning/learning.server.ts'
import { createMarkPlaces, type ReaderMarks, createReaderMarks } from '#app/modules/learning/reader-marks.ts'
import type { Site } from '#app/site.ts'
import { getTextSize } from '#app/ui/text-size.tsx'
import { type RequestLocals, identifyViewer } from '../request-locals.ts'
import { createTemplateCache } from './template-cache.ts'
import { sendPage } from './send-page.ts'
import { fillTemplate, createTemplate } from './template.ts'

const address = /^\/courses\/([a-z0-9-]+)\/([a-z0-9-]+)$/

/**
 * Handles `GET /courses/:course/:lesson` if the lesson was rendered before. Each time the database is asked whether the
 * viewer may read it, and what she has done of it.
 */
export function createLessonHandler(site: Site) {
  const templates = createTemplateCache<keyof ReaderMarks>()

  async function composeLesson(request: Request, response: Response, course: string, lessonSlug: string): Promise<boolean> {
    const viewer = (await identifyViewer(site, request, response))?.viewer
    if (!viewer || !hasDuty(viewer, 'learning.see')) return false
    const lesson = await readLesson(site, viewer, course, lessonSlug)
    const marks = createReaderMarks(lesson, viewer.accountId)
    const cookies = request.get('cookie') ?? null
    const has = Object.values(marks).map((mark) => mark !== null)
    const key = [lesson.versionId, lesson.slug, getTextSize(cookies), ...has, lesson.inquiries.key].join(' ')
    const template = templates.get(key)
    if (!template) {
      const locals = response.locals as RequestLocals
      locals.onDrawn = (html) => {
        const drawn = html.includes(locals.nonce) ? null : createTemplate(html, createMarkPlaces(lesson), marks)
        if (drawn) templates.set(key, drawn)
      }
      return false
    }
    await sendPage(request, response, fillTemplate(template, marks))
    return true
  }

  return (request: Request, response: Response, next: NextFunction) => {
    const [, course, lesson] = (request.method === 'GET' && address.exec(request.originalUrl)) || []
    if (!course || !lesson) return next()
    composeLesson(request, response, course, lesson)
      .catch(() => false) // a refusal or a fault: the route meets it too, and answers it
      .then((isSent) => isSent || next(), next)
  }
}

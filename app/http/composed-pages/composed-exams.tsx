// Renders exam pages without Remix, because a whole class requests them within one minute. The frame (head and scripts) is
// cached from the first page that the route rendered; the body is rendered per viewer by the same components. Unusual or
// refused requests go to the route.
import type { NextFunction, Request, Response } from 'express'
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { hasDuty, type Viewer } from '#app/access/viewer.ts'
import { startOrResumeAttempt, submitAttempt } from '#app/modules/exams/exams.server.ts'
import { ExamPage } from '#app/modules/exams/pages/exam-page.tsx'
import { ResultPage } from '#app/modules/exams/pages/result-page.tsx'
import { SittingPage } from '#app/modules/exams/pages/sitting-page.tsx'
import { paths } from '#app/shell/paths.ts'
import { ProgrammeContext } from '#app/shell/programme-context.ts'
import type { Site } from '#app/site.ts'
import { getTextSize } from '#app/ui/text-size.tsx'
import { NonceContext } from '../server/answer-context.ts'
import { type RequestLocals, identifyViewer } from '../request-locals.ts'
import { WorkflowPage } from '../workflow-page.tsx'
import { loadExamPage, loadResultPage, loadSittingPage } from './exam-pages.server.ts'
import { sendPage } from './send-page.ts'

const addresses = {
  exam: /^\/exams\/([\w-]+)$/,
  sitting: /^\/attempts\/([\w-]+)$/,
  result: /^\/attempts\/([\w-]+)\/result$/,
} as const
type PageName = keyof typeof addresses

interface PageRequest {
  site: Site
  viewer: Viewer
  id: string
  cookies: string | null
}

const drawPage: Record<PageName, (request: PageRequest) => Promise<ReactElement>> = {
  exam: async ({ site, viewer, id }) => <ExamPage {...await loadExamPage(site, viewer, id)} refused={null} />,
  sitting: async ({ site, viewer, id, cookies }) => {
    const { script, ...from } = await loadSittingPage(site, viewer, id, { search: '', cookies })
    return <WorkflowPage Page={SittingPage} from={{ ...from, refused: undefined }} script={script} />
  },
  result: async ({ site, viewer, id }) => <ResultPage {...await loadResultPage(site, viewer, id)} />,
}

/** Does what a form asks for, and gives where it leads. */
const submitForm: Partial<Record<PageName, { isMeant(body: string): boolean; submit(request: PageRequest): Promise<string> }>> = {
  exam: {
    isMeant: () => true,
    submit: async ({ site, viewer, id }) => paths.attempt(await startOrResumeAttempt(site, viewer, { examId: id })),
  },
  sitting: {
    isMeant: (body) => body === 'handIn=yes',
    submit: async ({ site, viewer, id }) => {
      await submitAttempt(site, viewer, { attemptId: id })
      return paths.attemptResult(id)
    },
  },
}

function findPage(url: string): { name: PageName; id: string } | null {
  for (const name of Object.keys(addresses) as PageName[]) {
    const id = addresses[name].exec(url)?.[1]
    if (id) return { name, id }
  }
  return null
}

/** The HTML before and after the body of a page. */
interface Frame {
  before: string
  behind: string
}

/** The frame of a page that was drawn; null where it holds what belongs to one answer alone. */
function cutFrame(html: string, nonce: string): Frame | null {
  const [begin, end] = [html.indexOf('<body>') + '<body>'.length, html.lastIndexOf('</body>')]
  if (begin > end) return null
  const frame = { before: html.slice(0, begin), behind: html.slice(end) }
  return (frame.before + frame.behind).includes(nonce) ? null : frame
}

/** Handles exam pages and the forms that start and submit an attempt. Identifies the viewer and checks access at every request. */
export function createExamHandler(site: Site) {
  const frames = new Map<string, Frame>()

  async function answer(request: Request, response: Response, { name, id }: { name: PageName; id: string }): Promise<boolean> {
    const locals = response.locals as RequestLocals
    const viewer = await (locals.viewer ?? identifyViewer(site, request, response).then((found) => found?.viewer ?? null))
    if (!viewer || !hasDuty(viewer, 'exams.sit')) return false
    const cookies = request.get('cookie') ?? null
    const pageRequest = { site, viewer, id, cookies }
    if (request.method === 'POST') {
      response
        .status(302)
        .set('Location', await submitForm[name]!.submit(pageRequest))
        .end()
      return true
    }
    const key = `${name} ${getTextSize(cookies)}`
    const frame = frames.get(key)
    if (!frame) {
      locals.onDrawn = (html) => {
        const drawn = cutFrame(html, locals.nonce)
        if (drawn) frames.set(key, drawn)
      }
      return false
    }
    const body = renderToString(
      <NonceContext.Provider value={locals.nonce}>
        <ProgrammeContext.Provider value={site.programme}>{await drawPage[name](pageRequest)}</ProgrammeContext.Provider>
      </NonceContext.Provider>,
    )
    await sendPage(request, response, frame.before + body + frame.behind)
    return true
  }

  return (request: Request, response: Response, next: NextFunction) => {
    const page = findPage(request.originalUrl)
    if (!page || !(request.method === 'GET' || isFormMeant(request, page.name))) return next()
    answer(request, response, page)
      .catch(() => false) // refused, or a fault: the route meets it too, and says so
      .then((isSent) => isSent || next(), next)
  }
}

/** Whether a form is one that is taken here. Its body is here as a whole (`limitBodies`), and stays where it is for the route. */
function isFormMeant(request: Request, name: PageName): boolean {
  const form = request.method === 'POST' ? submitForm[name] : undefined
  if (!form || request.headers['content-type'] !== 'application/x-www-form-urlencoded') return false
  const body = request.read() as Buffer | null
  if (!body) return false
  request.unshift(body)
  return form.isMeant(body.toString())
}

// The frame of every page: only HTML and CSS. Pages add their own scripts (`Island`, `WorkflowPage`).
import { isRouteErrorResponse, Links, Meta, Outlet, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { FaultContext } from '#app/http/server/answer-context.ts'
import { isUnsentForm } from '#app/shell/unsent-form.ts'
import { readDeskViewer } from '#app/http/viewer.server.ts'
import { formatFaultNumber } from '#app/http/fault-number.ts'
import type { LoaderFunctionArgs, LinksFunction } from '@remix-run/node'
import { DeskFrame } from './shell/desk-frame.tsx'
import { SignInAgainPage } from './shell/sign-in-again-page.tsx'
import { useDeskViewer } from './shell/desk-viewer.ts'
import { paths } from './shell/paths.ts'
import { DeskStyles } from './shell/viewer-page.tsx'
import baseCss from './ui/base.css?url'
import { getTextSize } from './ui/text-size.tsx'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: baseCss },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
]

export const loader = async (args: LoaderFunctionArgs) => ({
  textSize: getTextSize(args.request.headers.get('cookie')),
  deskViewer: await readDeskViewer(args),
})

export const meta = () => [{ title: '梯队' }]

export function Layout({ children }: { children: ReactNode }) {
  const textSize = useRouteLoaderData<typeof loader>('root')?.textSize ?? '18'
  return (
    <html lang="zh-CN" data-text={textSize}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>{children}</body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

const titles: Record<number, string> = {
  401: '请重新登录',
  403: '这里您进不去',
  404: '没有找到',
  405: '不能这样操作',
  409: '现在不能这样做',
  422: '内容不对',
}

const routerSentences: Record<number, string> = {
  404: '没有找到这一页。请从首页重新进入。',
  405: '这一页只能看，不能往上提交。请从首页重新进入。',
}

/** Returns the message of an error response; the router's own messages are English and meant for developers. */
function errorMessageFor(fault: unknown, number: number | null) {
  if (isRouteErrorResponse(fault) && fault.status !== 500) {
    const isOurs = !(fault as { internal?: boolean }).internal && typeof fault.data === 'string' && fault.data !== ''
    return isOurs ? (fault.data as string) : (routerSentences[fault.status] ?? '地址或内容写得不对。请从首页重新进入。')
  }
  const numbered = isRouteErrorResponse(fault)
    ? String(fault.data)
    : number
      ? formatFaultNumber(number)
      : '请稍后再试；要是还不行，告诉管理员您刚才在做什么。'
  return `${numbered}按返回键，填过的内容一般还在。`
}

export function ErrorBoundary() {
  const fault = useRouteError()
  const number = useContext(FaultContext)
  const desk = useDeskViewer()
  const title = (isRouteErrorResponse(fault) && titles[fault.status]) || '出了点问题'
  if (desk && !(isRouteErrorResponse(fault) && isUnsentForm(fault.data))) {
    return (
      <>
        <DeskStyles />
        <DeskFrame viewer={desk.viewer} title={title} at="">
          <p>{errorMessageFor(fault, number)}</p>
          <a className="button" href={paths.desk()}>
            回工作台
          </a>
        </DeskFrame>
      </>
    )
  }
  if (isRouteErrorResponse(fault) && isUnsentForm(fault.data)) return <SignInAgainPage {...fault.data} />
  return (
    <main className="message-page">
      <h1>{title}</h1>
      <p>{errorMessageFor(fault, number)}</p>
      <p>
        <a className="button" href={paths.home()}>
          回首页
        </a>
      </p>
    </main>
  )
}

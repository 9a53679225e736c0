// The frame of every page. Reading pages get HTML and CSS alone; workflow pages are woken by React.
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { NonceContext } from './http/nonce.ts'
import { type LoaderFunctionArgs, type LinksFunction } from '@remix-run/node'
import type { PageHandle } from './http/page.ts'
import baseCss from './ui/base.css?url'
import { textSizeOf } from './ui/text-size.tsx'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: baseCss },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
]

export const loader = ({ request }: LoaderFunctionArgs) => ({ textSize: textSizeOf(request.headers.get('cookie')) })

export const meta = () => [{ title: '梯队' }]

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext)
  const matches = useMatches()
  const textSize = useRouteLoaderData<typeof loader>('root')?.textSize ?? '18'
  const wakes = matches.some((match) => (match.handle as PageHandle | undefined)?.page === 'workflow')
  return (
    <html lang="zh-CN" data-text={textSize}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {wakes && (
          <>
            <ScrollRestoration nonce={nonce} />
            <Scripts nonce={nonce} />
          </>
        )}
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

const titles: Record<number, string> = { 403: '这里您进不去', 404: '没有找到', 409: '现在不能这样做', 422: '内容不对' }

export function ErrorBoundary() {
  const fault = useRouteError()
  const refused = isRouteErrorResponse(fault)
  const title = refused ? (titles[fault.status] ?? '出了点问题') : '出了点问题'
  const sentence = refused
    ? typeof fault.data === 'string' && fault.data
      ? fault.data
      : '没有找到这一页。请从首页重新进入。'
    : `${fault instanceof Error ? (fault.message.match(/故障编号 \d+/)?.[0] ?? '') : ''} 您填的内容没有丢。请稍后再试；要是还不行，把编号告诉管理员。`
  return (
    <main className="message-page">
      <h1>{title}</h1>
      <p>{sentence}</p>
      <p>
        <a className="button" href="/">
          回首页
        </a>
      </p>
    </main>
  )
}

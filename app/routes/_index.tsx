// The first page.
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { PageHandle } from '#app/http/page.ts'
import { whoAsks } from '#app/http/viewer.server.ts'

export const handle: PageHandle = { page: 'reading' }

export async function loader(asked: LoaderFunctionArgs) {
  return { viewer: await whoAsks(asked) }
}

export default function Home() {
  const { viewer } = useLoaderData<typeof loader>()
  return <main>{viewer ? viewer.name : '请先登录'}</main>
}

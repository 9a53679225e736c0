// The first page: for a trainee where she left off, for a desk user the desk, for everybody else what this is and how
// to sign in.
import { type LinksFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { islandUrl } from '#app/http/islands.server.ts'
import { worksAtDesk } from '#app/shell/desk-nav.ts'
import { paths } from '#app/shell/paths.ts'
import { getViewer } from '#app/http/viewer.server.ts'
import lessonCss from '#app/lesson/lesson.css?url'
import { isRole } from '#app/access/viewer.ts'
import { isShopOwner } from '#app/modules/shops/policy.ts'
import { HomePage } from '#app/modules/learning/pages/home-page.tsx'
import { WelcomePage } from '#app/modules/learning/pages/welcome-page.tsx'
import type { loader as rootLoader } from '#app/root.tsx'
import { loadTraineeHome } from './trainee-home.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: lessonCss }]

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args)
  if (!viewer) return { account: null, script: islandUrl('plain-page.js') }
  if (viewer.mustSetUpSecondStep) throw redirect(paths.secondStep())
  if (!isRole(viewer, 'trainee')) {
    if (worksAtDesk(viewer)) throw redirect(paths.desk())
    if (isShopOwner(viewer)) throw redirect(paths.myShops())
  }
  return loadTraineeHome(args.context.site, viewer)
}

export default function Home() {
  const page = useLoaderData<typeof loader>()
  const textSize = useRouteLoaderData<typeof rootLoader>('root')?.textSize ?? '18'
  return page.account === null ? <WelcomePage script={page.script} textSize={textSize} /> : <HomePage {...page} textSize={textSize} />
}

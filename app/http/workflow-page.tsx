// The server renders a workflow page like any other; in the browser React hydrates only this page, as a root of its
// own, and not the whole document with a router around it.
import { type ComponentType, useContext } from 'react'
import { NonceContext } from './server/answer-context.ts'
import { Island } from './island.tsx'

/** Where `hydratePage` finds the page and its props. */
export const workflowPage = { root: 'workflow', drawnFrom: 'workflow-drawn-from' }

interface WorkflowPageProps<Props> {
  Page: ComponentType<Props>
  /** The page's props: plain data, which the browser gets too. */
  from: Props
  /** The island that hydrates this page (`hydratePage`). */
  script: string
}

export function WorkflowPage<Props extends object>({ Page, from, script }: WorkflowPageProps<Props>) {
  const nonce = useContext(NonceContext)
  return (
    <>
      <div id={workflowPage.root}>
        <Page {...from} />
      </div>
      <script type="application/json" nonce={nonce} id={workflowPage.drawnFrom} dangerouslySetInnerHTML={{ __html: asData(from) }} />
      <Island src={script} nonce={nonce} />
    </>
  )
}

/** Serialises as JSON that cannot end its element, whatever text it contains. */
const asData = (value: object) => JSON.stringify(value).replaceAll('<', '\\u003c')

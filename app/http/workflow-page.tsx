// A page that is a workflow is drawn by the server like any other, and then woken in the browser by React: the page alone,
// as a root of its own, and not the whole document with a router around it.
import { type ComponentType, useContext } from 'react'
import { NonceContext } from './server/answer-context.ts'
import { Island } from './island.tsx'

/** Where `wake` finds the page and what it was drawn from. */
export const workflowPage = { root: 'workflow', drawnFrom: 'workflow-drawn-from' }

interface WorkflowPageProps<Props> {
  Page: ComponentType<Props>
  /** All that the page is drawn from: plain data, which the browser gets too. */
  from: Props
  /** The island that wakes this very page (`wake`). */
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

/** As JSON that cannot end the element it stands in, whatever somebody's words are. */
const asData = (value: object) => JSON.stringify(value).replaceAll('<', '\\u003c')

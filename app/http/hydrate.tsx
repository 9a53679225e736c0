// The browser's half of `WorkflowPage`.
import { type ComponentType, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { workflowPage } from './workflow-page.tsx'
import { present } from '#app/present.ts'

/** Hydrates a page that the server rendered with this component. */
export function hydratePage<Props extends object>(Page: ComponentType<Props>) {
  const root = present(document.getElementById(workflowPage.root), 'page to wake')
  const from = JSON.parse(present(document.getElementById(workflowPage.drawnFrom), 'data of the page').textContent) as Props
  startTransition(() => void hydrateRoot(root, <Page {...from} />)) // in slices, so that a tap meanwhile is handled at once
}

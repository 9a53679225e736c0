// The browser's half of `WorkflowPage`.
import { type ComponentType, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { workflowPage } from './workflow-page.tsx'

/** Wakes the page that the server drew with this component. */
export function wake<Props extends object>(Page: ComponentType<Props>) {
  const root = document.getElementById(workflowPage.root)!
  const from = JSON.parse(document.getElementById(workflowPage.drawnFrom)!.textContent) as Props
  startTransition(() => void hydrateRoot(root, <Page {...from} />)) // in slices, so that a tap meanwhile is not kept waiting
}

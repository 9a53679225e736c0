// All life cycles of the product, with what their effects do. The ticker and the diagrams go by this list.
import type { RegisteredWorkflow } from '#app/workflow/follow-ups.server.ts'

export const workflows: readonly RegisteredWorkflow[] = []

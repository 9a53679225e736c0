// What a route says about itself.

export interface PageHandle {
  /** `reading`: HTML and CSS alone, no framework. `workflow`: hydrated, with the machines at hand. */
  page: 'reading' | 'workflow'
}

// Wakes an attempt being sat.
import { hydratePage } from '#app/http/hydrate.tsx'
import { SittingPage } from '../pages/sitting-page.tsx'

hydratePage(SittingPage)

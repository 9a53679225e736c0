// Hydrates the page of a sitting.
import { hydratePage } from '#app/http/hydrate.tsx'
import { SittingPage } from '../pages/sitting-page.tsx'

hydratePage(SittingPage)

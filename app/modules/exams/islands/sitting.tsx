// Wakes an attempt being sat.
import { wake } from '#app/http/wake.tsx'
import { SittingPage } from '../pages/sitting-page.tsx'

wake(SittingPage)

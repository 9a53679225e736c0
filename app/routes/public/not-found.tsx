// Any other address: not found, in plain words.
import { notFound } from '#app/refusal.ts'
import { orRefuse } from '#app/http/respond.server.ts'

export const loader = () =>
  orRefuse(() => {
    throw notFound()
  })

export default function Nothing() {
  return null
}

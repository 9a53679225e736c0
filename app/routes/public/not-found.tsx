// Any other address: not found, in plain words.
import { notFound } from '#app/refusal.ts'
import { throwRefusals } from '#app/http/respond.server.ts'

export const loader = () =>
  throwRefusals(() => {
    throw notFound()
  })

export default function Nothing() {
  return null
}

// The parameters of the address that was asked for.
import { notFound } from '#app/refusal.ts'
import { type ParamName, paramSchemas } from '#app/shell/params.ts'

interface Asked {
  params: Readonly<Partial<Record<string, string>>>
}

/** A parameter of the address, parsed by its schema. Throws the answer 404 where it cannot name anything. */
export function param({ params }: Asked, name: ParamName): string {
  const { success, data } = paramSchemas[name].safeParse(params[name])
  if (success) return data
  const refusal = notFound()
  throw new Response(refusal.message, { status: refusal.status })
}

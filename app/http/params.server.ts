// The parameters of the request's URL.
import { notFound } from '#app/refusal.ts'
import { type ParamName, paramSchemas } from '#app/shell/params.ts'

interface RequestParams {
  params: Readonly<Partial<Record<string, string>>>
}

/** Returns a parameter of the URL, parsed by its schema. Throws a 404 response if it cannot name anything. */
export function param({ params }: RequestParams, name: ParamName): string {
  const { success, data } = paramSchemas[name].safeParse(params[name])
  if (success) return data
  const refusal = notFound()
  throw new Response(refusal.message, { status: refusal.status })
}

// The form fields of the text size buttons, with their bounds.
import { z } from 'zod'
import { pathText } from '#app/fields.ts'
import { textSizes } from './text-size-cookie.ts'

export const textSizeForm = z.object({ size: z.enum(textSizes), back: pathText().optional() })

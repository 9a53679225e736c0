// What the buttons of the text's size post, with its bounds.
import { z } from 'zod'
import { pathText } from '#app/fields.ts'
import { textSizes } from './text-size-cookie.ts'

export const textSizeForm = z.object({ size: z.enum(textSizes), back: pathText().optional() })

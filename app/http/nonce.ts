// The nonce of this answer, for the scripts that a page carries. Empty in the browser, where it is not needed again.
import { createContext } from 'react'

export const NonceContext = createContext('')

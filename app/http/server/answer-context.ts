// What a page must know of the response that it is part of. Empty in the browser, where it is not needed again.
import { createContext } from 'react'

/** The nonce for the scripts of the page. */
export const NonceContext = createContext('')

/** The number of the fault that kept the page from being rendered. */
export const FaultContext = createContext<number | null>(null)

// What a page must know of the answer it goes out in. Empty in the browser, where it is not needed again.
import { createContext } from 'react'

/** The nonce for the scripts that the page carries. */
export const NonceContext = createContext('')

/** The number of the fault by which the page could not be drawn. */
export const FaultContext = createContext<number | null>(null)

// The address of the script that prints a page. It holds the hash of its content, which only the server knows.
import { createContext } from 'react'

export const PrintScriptContext = createContext<string | null>(null)

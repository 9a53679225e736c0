// drizzle-kit reads the schema here and writes migrations; the application only ever applies them.
import { defineConfig } from 'drizzle-kit'

export default defineConfig({ dialect: 'sqlite', schema: './db/schema', out: './db/migrations' })

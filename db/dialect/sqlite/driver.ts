// SQLite's driver. Two versions of it are installed, because neither runs on every version of Node that we support: 13
// needs Node-API 10, which Node 20 lacks; 12 aborts on Node 24. See docs/decisions/sqlite-driver.md.
import { createRequire } from 'node:module'
import type BetterSqlite from 'better-sqlite3'

export type Connection = BetterSqlite.Database

const packageName = Number(process.versions.napi) >= 10 ? 'better-sqlite3' : 'better-sqlite3-12'

/** The driver version for the running Node. */
export const Sqlite = createRequire(import.meta.url)(packageName) as typeof BetterSqlite

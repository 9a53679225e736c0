// SQLite's driver. Two editions of it are installed, because none of them runs on every Node that we promise:
// 13 needs Node-API 10, which Node 20 has not; 12 aborts on Node 24. See docs/decisions/sqlite-driver.md.
import { createRequire } from 'node:module'
import type BetterSqlite from 'better-sqlite3'

export type Connection = BetterSqlite.Database

const edition = Number(process.versions.napi) >= 10 ? 'better-sqlite3' : 'better-sqlite3-12'

/** The edition for the Node that runs. */
export const Sqlite = createRequire(import.meta.url)(edition) as typeof BetterSqlite

// The door of the settings of the programme.
export { changeSettings, restoreSetting } from './commands.server.ts'
export { type GroupNow, readProgrammeSettings, type SettingChange } from './queries.server.ts'

// Another pair of counties than the one that ships: real codes, a pairing that nobody made, people who could not exist.
import { loadProgramme } from '#app/programme/programme.server.ts'
import { checkCharacter } from '#app/modules/households/id-number.ts'

export const otherProgrammeFile = 'tests/cases/programmes/leishan-wuzhong.json'

export const otherProgramme = () => loadProgramme(otherProgrammeFile)

/** An ID number of somebody of that county, born on that day: sequence 000, which is never given out. */
export const otherIdNumber = (birthday: string) => {
  const digits = `522634${birthday.replaceAll('-', '')}000`
  return digits + checkCharacter(digits)
}

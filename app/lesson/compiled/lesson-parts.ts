// What a compiled lesson needs besides the script and the styles of every lesson: loaded only where it is used.

/** Whether a lesson has players, marks or comparisons. */
export const needsMediaScript = (html: string) => /<lesson-(player|marks|compare)>/.test(html)

/** Whether a lesson has exercises that a script makes handier. */
export const needsExerciseScript = (html: string) => /<lesson-(fill-in|order|calculator) data-|<lesson-family>/.test(html)

/** Whether a lesson has anything that exercises.css draws. */
export const needsExerciseStyles = (html: string) =>
  needsExerciseScript(html) || /<(div|p) class="(cards|words|download)">|<lesson-task /.test(html)

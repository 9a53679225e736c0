// Pictures of the demo.

/** Creates a picture that shows nothing and nobody: woven stripes. */
export const makePicture = async (hue: string) =>
  (await import('sharp'))
    .default(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="${hue}"/><path d="M0 450 200 250 340 380 520 180 800 430V600H0z" fill="#ffffff" opacity=".45"/><circle cx="630" cy="120" r="55" fill="#fff" opacity=".7"/></svg>`,
      ),
    )
    .png()
    .toBuffer()

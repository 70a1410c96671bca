/** The button that fills a tool with sample pictures, so that one sees at once what it does (macro empty_view). */

/**
 * @param {[source: import('./picture_source.js').PictureSource, samples: string[]][]} parts  filled one after another
 */
export function exampleButton(parts) {
  const pressed = document.getElementById('example')
  pressed?.addEventListener('click', async () => {
    pressed.hidden = true
    for (const [source, samples] of parts) await source.takeSamples(samples)
  })
}

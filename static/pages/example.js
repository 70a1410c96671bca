/** The button that fills a tool with sample pictures, so that one sees at once what it does (macro example_button). */

/**
 * @param {[source: import('./picture_source.js').PictureSource, samples: string[]][]} parts  filled one after another
 * @param {HTMLElement} result  where it can be seen
 */
export function exampleButton(parts, result) {
  const pressed = document.getElementById('example')
  pressed?.addEventListener('click', async () => {
    pressed.hidden = true
    for (const [source, samples] of parts) await source.takeSamples(samples)
    result.scrollIntoView({ block: 'nearest' })
  })
}

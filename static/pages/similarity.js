/** The Similarity page: two faces, their distance, and what it means. Nothing leaves this browser. */
import { euclideanDistance } from '../faces/familiar.js'
import { copyOf } from './aligned.js'
import { verdict } from './comparison.js'
import { describedFaces } from './described.js'
import { DetectorChoice } from './detector_choice.js'
import { byId } from './dom.js'
import { PageEngine } from './page_engine.js'
import { Side } from './similarity_side.js'
import { t } from './texts.js'
import { thresholdSlider } from './threshold.js'

const engine = new PageEngine(byId('engine'))
const choice = new DetectorChoice(again)
const threshold = thresholdSlider(judge)
const same = byId('same-picture', HTMLButtonElement)
const describe = (/** @type {HTMLImageElement} */ image) => describedFaces(engine, image, choice.request(choice.name))
const [first, second] = [new Side('first', describe, judge), new Side('second', describe, judge)]

engine.onRetry = again
same.addEventListener('click', () => { if (first.picture) second.open(first.picture, first.chosen === 0 ? 1 : 0) })

/** Look at both pictures anew, with another detector. */
function again() {
  for (const side of [first, second]) if (side.picture) side.open(side.picture, Math.max(0, side.chosen))
}

/** Say how alike the two faces are; nothing is computed anew but their distance. */
function judge() {
  const [a, b] = [first?.face, second?.face]
  same.hidden = !(first?.faces.length > 1)
  byId('result').hidden = !a || !b
  if (!a || !b) return
  const distance = euclideanDistance(a.descriptor, b.descriptor)
  const kind = verdict(distance, threshold())
  byId('result').dataset.verdict = kind
  byId('verdict').textContent = t(`similarity.verdict_${kind}`)
  byId('distance').textContent = t('similarity.distance', { distance: distance.toFixed(2), threshold: threshold().toFixed(2) })
  byId('first-crop').replaceChildren(copyOf(a.crop))
  byId('second-crop').replaceChildren(copyOf(b.crop))
}

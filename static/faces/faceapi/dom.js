import { Dimensions } from './geometry.js'

/**
 * Gives a canvas the size of a picture.
 * @param {{width: number, height: number}} input  the canvas, changed
 * @param {any} reference                          image, video, canvas or anything with width and height
 * @param {boolean} [useMediaDimensions]           the picture's own size in pixels, not the size at which it is shown
 * @returns {{width: number, height: number}} the new size
 */
export function matchDimensions(input, reference, useMediaDimensions = false) {
  const { width, height } = useMediaDimensions ? mediaSize(reference) : reference
  Object.assign(input, new Dimensions(width, height))
  return { width, height }
}

/** @param {any} media @returns {{width: number, height: number}} pixels */
function mediaSize({ naturalWidth, naturalHeight, videoWidth, videoHeight, width, height }) {
  return { width: naturalWidth ?? videoWidth ?? width, height: naturalHeight ?? videoHeight ?? height }
}

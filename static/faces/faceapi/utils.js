/** What face-api.js calls `utils`. */
export { computeReshapedDimensions } from './classes/dimensions.js'
export { isDimensions, isEven, isFloat, isValidNumber, isValidProbablitiy, range, round } from './classes/numbers.js'
export { getCenterPoint } from './classes/point.js'
export { isTensor, isTensor1D, isTensor2D, isTensor3D, isTensor4D } from './media/tensors.js'

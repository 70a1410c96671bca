/** face-api.js's detectors as classes. They take their options as an object of the options' class, or as a plain one. */
import { Box } from '../classes/box.js'
import { Dimensions } from '../classes/dimensions.js'
import { FaceDetection } from '../classes/detection.js'
import { FaceLandmarks5 } from '../classes/landmarks.js'
import { extendWithFaceLandmarks } from '../factories/index.js'
import { MtcnnOptions, SsdMobilenetv1Options, TinyFaceDetectorOptions, TinyYolov2Options } from '../options.js'
import { shiftOf } from '../../ops/landmarks.js'
import { NeuralNetwork } from './neural_network.js'

/** @import { Face, Size } from '../../types.js' */

/** @typedef {new (options?: any) => {request: import('../../types.js').DetectorRequest}} Options */

class Detector extends NeuralNetwork {
  /** @param {string} name @param {Options} Options @param {string} [inNets] */
  constructor(name, Options, inNets) {
    super(name, inNets)
    this.Options = Options
  }

  /**
   * Finds all faces.
   * @param {any} input      see `detectAllFaces`
   * @param {any} [options]
   * @returns {Promise<FaceDetection[]>} highest score first
   * @throws {import('../../errors.js').FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  async locateFaces(input, options) {
    const { faces, size } = await this.detect(input, options)
    return faces.map((face) => detectionOf(face, size))
  }

  /** @param {any} input @param {any} options */
  detect(input, options) {
    return this.analyze(input, { detector: { ...new this.Options(options).request, name: this.key } })
  }
}

export class SsdMobilenetv1 extends Detector {
  /** @param {string} [inNets]  see NeuralNetwork */
  constructor(inNets) { super('ssd_mobilenetv1', SsdMobilenetv1Options, inNets) }
}

export class TinyFaceDetector extends Detector {
  /** @param {string} [inNets]  see NeuralNetwork */
  constructor(inNets) { super('tiny_face_detector', TinyFaceDetectorOptions, inNets) }
}

export class TinyYolov2 extends Detector {
  /**
   * @param {boolean} [withSeparableConvs]  the form with plain convolutions is not here
   * @param {string} [inNets]  see NeuralNetwork
   * @throws {RangeError}
   */
  constructor(withSeparableConvs = true, inNets) {
    if (!withSeparableConvs) throw new RangeError('Tiny YOLO v2 is here with separable convolutions only.')
    super('tiny_yolov2', TinyYolov2Options, inNets)
  }

  getDefaultModelName() { return 'tiny_yolov2_separable_conv_model' }
}

export class Mtcnn extends Detector {
  /** @param {string} [inNets]  see NeuralNetwork */
  constructor(inNets) { super('mtcnn', MtcnnOptions, inNets) }

  /**
   * Finds all faces and five points of each.
   * @param {any} input      see `detectAllFaces`
   * @param {any} [options]
   * @returns {Promise<any[]>} results with FaceLandmarks5
   * @throws {import('../../errors.js').FamiliarError} as `locateFaces`
   */
  async forward(input, options) {
    const { faces, size } = await this.detect(input, options)
    return faces.map((face) => withFivePoints(face, size))
  }
}

/** @param {Face} face @param {Size} size  of the image, pixels */
function detectionOf({ score, box }, size) {
  return new FaceDetection(score, new Box(box).rescale(new Dimensions(size.width, size.height).reverse()), size)
}

/** @param {Face} face  with keypoints @param {Size} size  of the image, pixels */
function withFivePoints(face, size) {
  const { box, keypoints = [] } = face
  const { x: left, y: top } = shiftOf(box)
  const relative = keypoints.map(([x, y]) => ({ x: (x - left) / box.width, y: (y - top) / box.height }))
  return extendWithFaceLandmarks({ detection: detectionOf(face, size) }, new FaceLandmarks5(relative, box))
}

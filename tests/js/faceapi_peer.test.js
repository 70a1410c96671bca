/** face-api.js's classes and functions: the same calls here and in @vladmandic/face-api give the same. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Canvas, CanvasRenderingContext2D, Image, ImageData, paintedCanvas, Video } from './support/canvas.js'
import { loadReference } from './support/reference/run.js'

Object.assign(globalThis, { CanvasRenderingContext2D }) // the peer asks for the global one
const ours = /** @type {any} */ (await import('../../static/faces/index.js'))
const theirs = await loadReference()
for (const api of [ours, theirs]) api.env.monkeyPatch({ Canvas, CanvasRenderingContext2D, Image, ImageData, Video })
assert.ok(await ours.tf.setBackend('cpu'))

const NUMBERS = ['x', 'y', 'width', 'height', 'label', 'score', 'classScore', 'className', 'box', 'relativeBox', 'imageDims', 'shift', 'positions',
  'imageWidth', 'imageHeight', 'relativePositions', 'distance', 'descriptors', 'detection', 'landmarks', 'unshiftedLandmarks', 'alignedRect', 'angle',
  'roll', 'pitch', 'yaw', 'age', 'gender', 'genderProbability', 'descriptor', 'expressions', 'expression', 'probability', 'data', 'shape',
  'edx', 'edy', 'dx', 'dy', 'ex', 'ey', 'w', 'h', 'inputSize', 'scoreThreshold', 'minConfidence', 'maxResults', ...theirs.FACE_EXPRESSION_LABELS]

/** What can be seen of a value from outside, rounded to 9 digits. @param {any} value @returns {any} */
function seen(value) {
  if (typeof value === 'number') return Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(9))
  if (value instanceof ours.tf.Tensor) return { shape: value.shape, values: Array.from(value.dataSync(), seen) }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(/** @type {any} */ (value), seen)
  if (typeof value !== 'object' || value === null) return value
  const parts = NUMBERS.filter((name) => value[name] !== undefined && typeof value[name] !== 'function')
  return Object.fromEntries(parts.map((name) => [name, seen(value[name])]))
}

/** @param {any} api @param {(api: any) => any} call */
async function outcome(api, call) {
  try {
    return seen(await call(api))
  } catch (error) {
    assert.ok(error instanceof Error, 'what is thrown is an error')
    return 'an error'
  }
}

/** @param {Record<string, (api: any) => any>} table */
function same(table) {
  for (const [name, call] of Object.entries(table)) {
    test(name, async () => {
      const wanted = await outcome(theirs, call)
      assert.ok(wanted !== undefined || name.includes('undefined'))
      assert.deepEqual(await outcome(ours, call), wanted)
    })
  }
}

const SIZE = { width: 200, height: 100 }
/** Points of a face that is somewhat turned. */
const POINTS = Array.from({ length: 68 }, (_, i) => ({ x: 0.2 + 0.6 * ((i * 37) % 68) / 68, y: 0.1 + 0.7 * ((i * 29) % 68) / 68 }))
/** @param {any} api */
const box = (api) => new api.Box({ x: 10.4, y: 20.6, width: 30.5, height: 60.2 })
/** @param {any} api */
const detection = (api) => new api.FaceDetection(0.876, new api.Box({ x: 0.1, y: 0.2, width: 0.3, height: 0.4 }), SIZE)
/** @param {any} api @param {{width: number, height: number}} [size] @param {number[]} [shift] */
const points = (api, size = { width: 60, height: 40 }, shift = [5, 7]) =>
  new api.FaceLandmarks68(POINTS.map(({ x, y }) => new api.Point(x, y)), size, new api.Point(...shift))
/** @param {any} api */
const five = (api) => new api.FaceLandmarks5(POINTS.slice(0, 5).map(({ x, y }) => new api.Point(x, y)), SIZE)
/** @param {any} api */
const result = (api) => api.extendWithFaceLandmarks({ detection: detection(api) }, points(api, { width: 60, height: 40 }, [0, 0]))
const DESCRIPTORS = [[0, 0, 1], [0, 1, 0], [0.5, 0.5, 0.5]].map((numbers) => Float32Array.from(numbers))
/** @param {any} api */
const matcher = (api) => new api.FaceMatcher([new api.LabeledFaceDescriptors('Ada', DESCRIPTORS.slice(0, 2)), DESCRIPTORS[2]], 0.55)
/** @param {any} api */
const expressions = (api) => new api.FaceExpressions([0.3, 0.604, 0.01, 0.02, 0.03, 0.006, 0.03])
/** @param {any} api */
const boxes = (api) => [[0, 0, 10, 10], [1, 1, 10, 10], [20, 20, 5, 5], [21, 20, 5, 5]].map(([x, y, width, height]) => new api.Box({ x, y, width, height }))

same({
  'box: sides': (api) => ['left', 'top', 'right', 'bottom', 'area', 'topLeft', 'topRight', 'bottomLeft', 'bottomRight'].map((side) => box(api)[side]),
  'box: from sides': (api) => new api.Box({ left: 1, top: 2, right: 5, bottom: 9 }),
  'box: origin and size before sides': (api) => new api.Box({ x: 1, y: 2, width: 3, height: 4, left: 9, top: 9, right: 9, bottom: 9 }),
  'box: round': (api) => box(api).round(),
  'box: floor': (api) => box(api).floor(),
  'box: toSquare, tall': (api) => box(api).toSquare(),
  'box: toSquare, wide': (api) => new api.Box({ x: 3, y: 4, width: 9, height: 2 }).toSquare(),
  'box: rescale by a number': (api) => box(api).rescale(1.5),
  'box: rescale by a size': (api) => box(api).rescale({ width: 2, height: 0.5 }),
  'box: pad': (api) => box(api).pad(10, 20),
  'box: shift': (api) => box(api).shift(-20, 5),
  'box: clip inside': (api) => box(api).clipAtImageBorders(100, 200),
  'box: clip over all borders': (api) => new api.Box({ x: -5.5, y: -2.5, width: 300, height: 400 }).clipAtImageBorders(100.5, 50),
  'box: padAtBorders inside': (api) => box(api).padAtBorders(100, 200),
  'box: padAtBorders over right and bottom': (api) => box(api).padAtBorders(50, 30),
  'box: padAtBorders over left': (api) => box(api).shift(-15, 0).padAtBorders(100, 200),
  'box: padAtBorders over left and top': (api) => box(api).shift(-15, -30).padAtBorders(100, 200),
  'box: calibrate': (api) => box(api).calibrate(new api.Box({ left: 0.1, top: -0.2, right: 0.3, bottom: 0.05 })),
  'box: isRect': (api) => [api.Box.isRect({ x: 0, y: 1, width: 2, height: 3 }), api.Box.isRect({ x: 0, y: 1, width: 2 }), api.Box.isRect(null)],
  'box: without a height': (api) => new api.Box({ x: 0, y: 0, width: 1 }),
  'box: of nothing': (api) => new api.Box(undefined),
  'box: infinite': (api) => new api.Box({ x: 0, y: 0, width: Infinity, height: 1 }),
  'box: negative': (api) => new api.Box({ x: 0, y: 0, width: -1, height: 1 }),
  'box: negative, refused': (api) => new api.Box({ x: 0, y: 0, width: -1, height: 1 }, false),
  'rect': (api) => new api.Rect(1, 2, 3, 4),
  'rect: negative, refused': (api) => new api.Rect(1, 2, -3, 4),
  'rect: negative, allowed': (api) => new api.Rect(1, 2, -3, 4, true),
  'bounding box': (api) => new api.BoundingBox(1, 2, 5, 9),
  'bounding box: negative, refused': (api) => new api.BoundingBox(5, 2, 1, 9),
  'labelled box': (api) => new api.LabeledBox({ x: 1, y: 2, width: 3, height: 4 }, 7),
  'labelled box: checks': (api) => api.LabeledBox.assertIsValidLabeledBox({ x: 1, y: 2, width: 3, height: 4 }, 'test'),
  'predicted box': (api) => new api.PredictedBox({ x: 1, y: 2, width: 3, height: 4 }, 7, 0.5, 0.25),
  'predicted box: checks': (api) => api.PredictedBox.assertIsValidPredictedBox({ x: 1, y: 2, width: 3, height: 4, label: 1, score: 2, classScore: 0 }, 'test'),
  'size: reverse': (api) => new api.Dimensions(2, 4).reverse(),
  'size: without a height': (api) => new api.Dimensions(2),
  'point: arithmetic': (api) => {
    const [a, b] = [new api.Point(3.5, -4.5), new api.Point(2, 5)]
    return [a.add(b), a.sub(b), a.mul(b), a.div(b), a.abs(), a.floor(), a.magnitude()]
  },
})

same({
  'object detection': (api) => new api.ObjectDetection(0.9, 0.8, 'cat', new api.Box({ x: 0.1, y: 0.2, width: 0.3, height: 0.4 }), SIZE),
  'face detection': detection,
  'face detection: forSize': (api) => detection(api).forSize(50, 300),
  'landmarks': points,
  'landmarks: parts': (api) => ['JawOutline', 'LeftEyeBrow', 'RightEyeBrow', 'Nose', 'LeftEye', 'RightEye', 'Mouth'].map((part) => points(api)[`get${part}`]()),
  'landmarks: forSize': (api) => points(api).forSize(30, 90),
  'landmarks: shiftBy': (api) => points(api).shiftBy(30, 90),
  'landmarks: shiftByPoint': (api) => points(api).shiftByPoint(new api.Point(-3, 9)),
  'landmarks: align': (api) => points(api).align(),
  'landmarks: align with less padding': (api) => points(api).align(null, { minBoxPadding: 0.05 }),
  'landmarks: align by eyes and mouth': (api) => points(api).align(null, { useDlibAlignment: true }),
  'landmarks: align to a detection': (api) => points(api).align(detection(api)),
  'landmarks: align to a box': (api) => points(api).align({ x: 7.5, y: 3.5, width: 9, height: 9 }, { useDlibAlignment: true }),
  'five landmarks': five,
  'five landmarks: align': (api) => five(api).align(),
  'five landmarks: align by eyes and mouth': (api) => five(api).align(null, { useDlibAlignment: true }),
  'landmarks without parts: align by eyes and mouth': (api) => new api.FaceLandmarks([new api.Point(0, 0)], SIZE).align(null, { useDlibAlignment: true }),
  'landmarks without a size': (api) => new api.FaceLandmarks([], {}),
  'expressions': expressions,
  'expressions: sorted': (api) => expressions(api).asSortedArray(),
  'expressions: six': (api) => new api.FaceExpressions([1, 2, 3, 4, 5, 6]),
  'expressions: labels': (api) => [...api.FACE_EXPRESSION_LABELS],
  'gender': (api) => [api.Gender.MALE, api.Gender.FEMALE],
})

same({
  'match: written': (api) => [new api.FaceMatch('Ada', 0.456).toString(), new api.FaceMatch('Ada', 0.5).toString(false), new api.FaceMatch('Ada', 0.29).toString()],
  'labelled descriptors': (api) => new api.LabeledFaceDescriptors('Ada', DESCRIPTORS),
  'labelled descriptors: JSON': (api) => JSON.stringify(new api.LabeledFaceDescriptors('Ada', DESCRIPTORS)),
  'labelled descriptors: from JSON': (api) => api.LabeledFaceDescriptors.fromJSON({ label: 'Ada', descriptors: [[1, 2]] }),
  'labelled descriptors: a label that is no text': (api) => new api.LabeledFaceDescriptors(7, DESCRIPTORS),
  'labelled descriptors: plain arrays': (api) => new api.LabeledFaceDescriptors('Ada', [[1]]),
  'labelled descriptors: no array': (api) => new api.LabeledFaceDescriptors('Ada', DESCRIPTORS[0]),
  'matcher: labels': (api) => matcher(api).labeledDescriptors.map((/** @type {any} */ { label }) => label),
  'matcher: threshold': (api) => [matcher(api).distanceThreshold, new api.FaceMatcher(DESCRIPTORS[0]).distanceThreshold],
  'matcher: known': (api) => matcher(api).findBestMatch(Float32Array.of(0.5, 0.5, 0.6)),
  'matcher: unknown': (api) => matcher(api).findBestMatch(Float32Array.of(9, 9, 9)),
  'matcher: nearest, however far': (api) => matcher(api).matchDescriptor(Float32Array.of(9, 9, 9)),
  'matcher: mean distance': (api) => matcher(api).computeMeanDistance(DESCRIPTORS[2], DESCRIPTORS.slice(0, 2)),
  'matcher: JSON': (api) => JSON.stringify(matcher(api)),
  'matcher: from JSON': (api) => api.FaceMatcher.fromJSON(JSON.parse(JSON.stringify(matcher(api)))).findBestMatch(DESCRIPTORS[1]),
  'matcher: one result': (api) => new api.FaceMatcher({ descriptor: DESCRIPTORS[0] }).findBestMatch(DESCRIPTORS[0]),
  'matcher: nothing': (api) => new api.FaceMatcher([]),
  'matcher: a face without a descriptor': (api) => new api.FaceMatcher([{ detection: {} }]),
  'matcher: descriptors of two lengths': (api) => matcher(api).findBestMatch(Float32Array.of(1)),
  'euclideanDistance': (api) => api.euclideanDistance([0, 3], Float32Array.of(4, 0)),
  'euclideanDistance: of two lengths': (api) => api.euclideanDistance([0], [1, 2]),
})

same({
  'extendWithFaceLandmarks': result,
  'results grow': (api) => api.extendWithAge(api.extendWithGender(api.extendWithFaceExpressions(api.extendWithFaceDescriptor(
    api.extendWithFaceDetection({}, detection(api)), DESCRIPTORS[0]), expressions(api)), 'male', 0.9), 33),
  'what results have': (api) => [{ ...result(api), age: 3, gender: 'male', genderProbability: 1, expressions: expressions(api) }, { gender: 'cat' }]
    .map((one) => ['isWithFaceDetection', 'isWithFaceLandmarks', 'isWithFaceExpressions', 'isWithAge', 'isWithGender'].map((is) => api[is](one))),
  'resizeResults: a detection': (api) => api.resizeResults(detection(api), { width: 100, height: 300 }),
  'resizeResults: a result with landmarks': (api) => api.resizeResults([{ ...result(api), age: 5 }], { width: 100, height: 300 }),
  'resizeResults: a result without': (api) => api.resizeResults({ detection: detection(api), age: 5 }, { width: 100, height: 300 }),
  'resizeResults: landmarks': (api) => api.resizeResults(points(api), { width: 100, height: 300 }),
  'resizeResults: something else': (api) => api.resizeResults({ age: 5 }, { width: 100, height: 300 }),
  'resizeResults: to nothing': (api) => api.resizeResults([], { width: 0, height: 300 }),
  'resizeResults: without a size': (api) => api.resizeResults([], {}),
})

same({
  'iou': (api) => [api.iou(boxes(api)[0], boxes(api)[1]), api.iou(boxes(api)[0], boxes(api)[1], false), api.iou(boxes(api)[0], boxes(api)[2])],
  'minBbox': (api) => api.minBbox([new api.Point(3, 9), new api.Point(5, 2), new api.Point(4, 4)]),
  'minBbox of nothing': (api) => api.minBbox([]),
  'nonMaxSuppression': (api) => api.nonMaxSuppression(boxes(api), [0.5, 0.9, 0.7, 0.6], 0.4),
  'nonMaxSuppression: equal scores': (api) => api.nonMaxSuppression(boxes(api), [0.5, 0.5, 0.5, 0.5], 0.4),
  'nonMaxSuppression: of the smaller': (api) => api.nonMaxSuppression(boxes(api), [0.5, 0.9, 0.7, 0.6], 0.75, false),
  'sigmoid': (api) => [api.sigmoid(-2), api.sigmoid(0), api.inverseSigmoid(0.8)],
  'shuffleArray': (api) => api.shuffleArray([5, 3, 9, 1]).sort(),
  'utils: numbers': ({ utils }) => [utils.round(1.239), utils.round(1.239, 1), utils.isFloat(1.5), utils.isFloat(2), utils.isEven(3), utils.isEven(4),
    utils.range(4, 3, 2), utils.isValidNumber(NaN), utils.isValidNumber(0), utils.isValidProbablitiy(1), utils.isValidProbablitiy(1.1)],
  'utils: sizes': ({ utils, Point }) => [utils.computeReshapedDimensions({ width: 640, height: 481 }, 416), utils.getCenterPoint([new Point(1, 2), new Point(4, 8)])],
  'utils: tensors': ({ utils }) => [1, 2, 3, 4].map((rank) => utils[`isTensor${rank}D`](ours.tf.ones([1, 2, 3]))),
  'padToSquare, wide': (api) => api.padToSquare(ours.tf.ones([1, 2, 5, 1])),
  'padToSquare, tall, centred': (api) => api.padToSquare(ours.tf.ones([1, 6, 3, 1]), true),
  'padToSquare, square': (api) => api.padToSquare(ours.tf.ones([1, 3, 3, 1])),
  'normalize': (api) => api.normalize(ours.tf.ones([1, 2, 2, 3]), [0.5, 1, 2]),
})

same({
  'SsdMobilenetv1Options': (api) => [new api.SsdMobilenetv1Options(), new api.SsdMobilenetv1Options({ minConfidence: 0.3, maxResults: 5 })],
  'SsdMobilenetv1Options: too sure': (api) => new api.SsdMobilenetv1Options({ minConfidence: 1 }),
  'SsdMobilenetv1Options: words': (api) => new api.SsdMobilenetv1Options({ maxResults: 'many' }),
  'TinyFaceDetectorOptions': (api) => [new api.TinyFaceDetectorOptions(), new api.TinyFaceDetectorOptions({ inputSize: 160, scoreThreshold: 0.1 })],
  'TinyFaceDetectorOptions: of 0': (api) => new api.TinyFaceDetectorOptions({ inputSize: 0, scoreThreshold: 0 }),
  'TinyFaceDetectorOptions: no multiple of 32': (api) => new api.TinyFaceDetectorOptions({ inputSize: 100 }),
  'TinyFaceDetectorOptions are TinyYolov2Options': (api) => new api.TinyFaceDetectorOptions() instanceof api.TinyYolov2Options,
  'TinyYolov2Options: negative': (api) => new api.TinyYolov2Options({ scoreThreshold: -1 }),
})

/** A canvas and what was called on it. @param {any} api @param {(canvas: Canvas) => void} draw */
function drawn(api, draw) {
  const canvas = Object.assign(new Canvas(), SIZE)
  draw(canvas)
  return canvas.getContext().calls.filter(([name]) => name !== 'canvas =').map((call) => JSON.stringify(call.map(seen)))
}
const LOOKS = { anchorPosition: 'BOTTOM_RIGHT', backgroundColor: 'red', fontColor: 'blue', fontSize: 20, fontStyle: 'Arial', padding: 9 }

same({
  'draw: a box': (api) => drawn(api, (canvas) => new api.draw.DrawBox(box(api)).draw(canvas)),
  'draw: a box with a label and looks': (api) =>
    drawn(api, (canvas) => new api.draw.DrawBox(box(api), { label: 'Ada', lineWidth: 5, boxColor: 'green', drawLabelOptions: { fontSize: 9 } }).draw(canvas)),
  'draw: a box by its sides, on a context': (api) =>
    drawn(api, (canvas) => new api.draw.DrawBox({ left: 1, top: 2, right: 5, bottom: 9 }).draw(canvas.getContext())),
  ...Object.fromEntries(['TOP_LEFT', 'TOP_RIGHT', 'BOTTOM_LEFT', 'BOTTOM_RIGHT'].map((anchorPosition) => [`draw: a text at ${anchorPosition}`, (/** @type {any} */ api) =>
    drawn(api, (canvas) => new api.draw.DrawTextField(['one', 'three'], { x: 90, y: 50 }, { anchorPosition }).draw(canvas))])),
  'draw: a text that would leave the canvas': (api) => drawn(api, (canvas) => new api.draw.DrawTextField('a long one', { x: 190, y: 95 }).draw(canvas)),
  'draw: a text with looks': (api) => drawn(api, (canvas) => new api.draw.DrawTextField(new api.draw.DrawTextField('one', { x: 0, y: 0 }), { x: 90, y: 50 }, LOOKS).draw(canvas)),
  'draw: anchors': (api) => ({ ...api.draw.AnchorPosition }),
  'draw: default looks': (api) => [new api.draw.DrawBoxOptions(), new api.draw.DrawTextFieldOptions(), new api.draw.DrawFaceLandmarksOptions()]
    .map((options) => JSON.stringify(options, Object.keys({ ...options, ...options.drawLabelOptions }).sort())),
  'draw: detections': (api) => drawn(api, (canvas) => api.draw.drawDetections(canvas, [detection(api), { detection: detection(api) }, { x: 1, y: 2, width: 3, height: 4 }])),
  'draw: points': (api) => drawn(api, (canvas) => new api.draw.DrawFaceLandmarks(points(api), { drawLines: false, pointSize: 4, pointColor: 'red' }).draw(canvas)),
  'draw: five points have no lines': (api) => drawn(api, (canvas) => new api.draw.DrawFaceLandmarks(five(api)).draw(canvas)),
  'draw: expressions': (api) => drawn(api, (canvas) => api.draw.drawFaceExpressions(canvas, [{ detection: detection(api), expressions: expressions(api) }])),
  'draw: expressions somewhere': (api) => drawn(api, (canvas) => api.draw.drawFaceExpressions(canvas, expressions(api), 0.02, new api.Point(7, 8))),
  'draw: no expressions': (api) => drawn(api, (canvas) => api.draw.drawFaceExpressions(canvas, [{ detection: detection(api) }])),
  'draw: no landmarks': (api) => drawn(api, (canvas) => api.draw.drawFaceLandmarks(canvas, [{ detection: detection(api) }])),
  'draw: on nothing': (api) => api.draw.drawDetections({}, detection(api)),
})

test('landmarks are drawn with the lines of face-api.js', () => {
  const [mine, wanted] = [ours, theirs].map((api) => segments(drawn(api, (canvas) => api.draw.drawFaceLandmarks(canvas, result(api)))))
  assert.deepEqual(mine, wanted)
  assert.equal(mine.length, 16 + 4 + 4 + 8 + 6 + 6 + 20)
})

/** The lines that are drawn. @param {string[]} calls */
function segments(calls) {
  const lines = []
  let [start, at] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])]
  for (const [name, ...place] of calls.map((call) => JSON.parse(call))) {
    if (name === 'moveTo') at = place
    if (name === 'beginPath') start = []
    if (name === 'moveTo' && start.length === 0) start = place
    if (name === 'lineTo') lines.push([at, at = place])
    if (name === 'closePath') lines.push([at, start])
  }
  return lines.map(String)
}

/** @param {any} picture */
const pixels = ({ width, height, data }) => ({ width, height, data: Array.from(data) })

same({
  'extractFaces: geometry and pixels': async (api) => (await api.extractFaces(paintedCanvas(40, 20),
    [new api.FaceDetection(1, new api.Box({ x: 0.1, y: 0.2, width: 0.3, height: 0.4 }), SIZE), new api.Rect(-3, 15, 9, 30)])).map(pixels),
  'extractFaces: of two pictures': (api) => api.extractFaces([paintedCanvas(4, 4), paintedCanvas(4, 4)], []),
  'extractFaces: of a number': (api) => api.extractFaces(42, []),
  'extractFaceTensors': (api) => api.extractFaceTensors(ours.tf.range(0, 600).reshape([10, 20, 3]),
    [new api.FaceDetection(1, new api.Box({ x: 0.1, y: 0.2, width: 0.3, height: 0.4 }), SIZE), new api.Rect(-3, 5, 9, 30), new api.Rect(50, 5, 9, 30)]),
  'extractFaceTensors: of two pictures': (api) => api.extractFaceTensors(ours.tf.ones([2, 3, 3, 3]), []),
  'extractFaceTensors: of no picture': (api) => api.extractFaceTensors(ours.tf.ones([3, 3]), []),
  'createCanvas': (api) => pixels(api.createCanvas({ width: 3, height: 2 })),
  'createCanvasFromMedia: an image': (api) => pixels(api.createCanvasFromMedia(loaded())),
  'createCanvasFromMedia: at another size': (api) => pixels(api.createCanvasFromMedia(loaded(), { width: 2, height: 4 })),
  'createCanvasFromMedia: ImageData': (api) => pixels(api.createCanvasFromMedia(new ImageData(new Uint8ClampedArray(24).fill(7), 3, 2))),
  'createCanvasFromMedia: not loaded': (api) => api.createCanvasFromMedia(Object.assign(new Image(), { complete: false })),
  'imageToSquare: wide, centred': (api) => api.imageToSquare(paintedCanvas(40, 20), 10, true).getContext().calls.filter(([name = '']) => name === 'drawImage'),
  'imageToSquare: an image': (api) => api.imageToSquare(loaded(), 10).getContext().calls.filter(([name = '']) => name === 'drawImage'),
  'imageToSquare: of no size': (api) => pixels(api.imageToSquare(paintedCanvas(40, 20), 0)),
  'imageToSquare: a video': (api) => api.imageToSquare(new Video(), 10),
  'isMediaElement': (api) => [new Image(), new Canvas(), new Video(), {}, 42].map(api.isMediaElement),
  'isMediaLoaded': (api) => [new Image(), Object.assign(new Image(), { complete: false }), new Video(), Object.assign(new Video(), { readyState: 3 })].map(api.isMediaLoaded),
  'getMediaDimensions': (api) => [loaded(), { width: 3, height: 4 }].map(api.getMediaDimensions),
  'matchDimensions': (api) => {
    const canvas = new Canvas()
    return [api.matchDimensions(canvas, { width: 3, height: 4 }), pixels(canvas).width, api.matchDimensions(canvas, loaded(), true)]
  },
  'getContext2dOrThrow: of a number': (api) => api.getContext2dOrThrow(42),
  'resolveInput: what is no string': (api) => [api.resolveInput(42), api.resolveInput(null)],
  'bufferToImage: of no file': (api) => api.bufferToImage(42),
  'fetchJson': (api) => api.fetchJson('data:application/json,{"age":5}'),
  'fetchNetWeights': (api) => api.fetchNetWeights('data:application/octet-stream;base64,AACAPwAAAEA='),
  'fetchImage: of a text': (api) => api.fetchImage('data:text/plain,hello'),
  'fetchVideo: of a text': (api) => api.fetchVideo('data:text/plain,hello'),
})

/** An image that is there. */
function loaded() {
  const { width, height, data } = paintedCanvas(4, 2)
  return Object.assign(new Image(), { naturalWidth: width, naturalHeight: height, data })
}

same({
  'toNetInput: a canvas and an image': async (api) => {
    const input = await api.toNetInput([paintedCanvas(4, 2), loaded()])
    return [input.batchSize, input.isBatchInput, input.inputDimensions, input.getInputWidth(1), input.getInputHeight(1), input.canvases.length]
  },
  'toNetInput: one tensor': async (api) => {
    const input = await api.toNetInput(ours.tf.ones([4, 2, 3]))
    return [input.batchSize, input.isBatchInput, input.getInputDimensions(0), input.imageTensors.length, input.getInput(0)]
  },
  'toNetInput: one in a list': async (api) => (await api.toNetInput([ours.tf.ones([1, 4, 2, 3])])).isBatchInput,
  'toNetInput: as it is': async (api) => {
    const input = new api.NetInput([ours.tf.ones([4, 2, 3])])
    return (await api.toNetInput(input)) === input
  },
  'toNetInput: nothing': (api) => api.toNetInput([]),
  'toNetInput: a number': (api) => api.toNetInput(42),
  'toNetInput: an unknown element': (api) => api.toNetInput('nowhere'),
  'toNetInput: a batch in a tensor': (api) => api.toNetInput(ours.tf.ones([2, 4, 2, 3])),
  'NetInput: no list': (api) => new api.NetInput(42),
  'NetInput: a batch from tensors': async (api) => {
    const input = await api.toNetInput([ours.tf.range(0, 24).reshape([4, 2, 3]), ours.tf.range(0, 24).reshape([1, 2, 4, 3])])
    return [input.toBatchTensor(8), input.inputSize, input.reshapedInputDimensions]
  },
  'NetInput: a batch, at the upper left': async (api) => (await api.toNetInput(ours.tf.range(0, 24).reshape([4, 2, 3]))).toBatchTensor(4, false),
})

test('a tensor is drawn pixel for pixel', async () => {
  const tensor = ours.tf.tensor4d([10, 20, 30, 40, 50, 60], [1, 1, 2, 3])
  assert.deepEqual(pixels(await ours.imageTensorToCanvas(tensor)), { width: 2, height: 1, data: [10, 20, 30, 255, 40, 50, 60, 255] })
  const canvas = new Canvas()
  assert.equal(await ours.imageTensorToCanvas(tensor, canvas), canvas)
  tensor.dispose()
})

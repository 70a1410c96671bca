/** A program in TypeScript that uses the library's declarations; it is compiled, never run. Each expected error must be one. */
import * as faceapi from '../../static/dist/familiar.esm.js'

export async function names(photo: HTMLImageElement, canvas: HTMLCanvasElement): Promise<string[]> {
  await faceapi.nets.ssdMobilenetv1.loadFromUri('/models')
  const faces = await faceapi.detectAllFaces(photo, new faceapi.SsdMobilenetv1Options({ minConfidence: 0.4 }))
    .withFaceLandmarks().withFaceExpressions().withAgeAndGender().withFaceDescriptors()
  faceapi.draw.drawDetections(canvas, faces)
  const matcher = new faceapi.FaceMatcher([new faceapi.LabeledFaceDescriptors('Ada', [new Float32Array(128)])], 0.5)
  return faces.map((face: { descriptor: Float32Array }) => matcher.findBestMatch(face.descriptor).label)
}

export async function ages(photo: Blob): Promise<(number | undefined)[]> {
  const engine = await faceapi.createEngine({ models: '/models', backends: ['wasm'] })
  await engine.load(['tiny_face_detector', 'age_gender'])
  const { faces } = await engine.analyze(photo, { ageGender: true, detector: { name: 'tiny_face_detector', inputSize: 320 } })
  return faces.map(({ age }) => age)
}

export const sum: faceapi.tf.Tensor = faceapi.tf.add(faceapi.tf.scalar(1), 2)
export const overlap: number = faceapi.iou(new faceapi.Box({ x: 0, y: 0, width: 1, height: 1 }), new faceapi.Rect(0, 0, 1, 1))

// @ts-expect-error There is no such function.
faceapi.detectNobody(1)
// @ts-expect-error A threshold is a number.
new faceapi.FaceMatcher([], 'close')
// @ts-expect-error The engine's thread is one of three.
void faceapi.createEngine({ thread: 'many' })

/**
 * A page as a developer writes it, on one of two libraries: loads the networks of the whole chain and recognises once.
 * `?side=ours`, in a worker as pages get it unasked; `?side=main`, ours on the page's thread; `?side=peer`. cold.py opens it.
 */

const OURS = { library: '/static/dist/familiar.esm.js', models: '/static/models' }
const PEER = '/node_modules/@vladmandic/face-api/'
const NETS = ['tinyFaceDetector', 'faceLandmark68Net', 'faceExpressionNet', 'ageGenderNet', 'faceRecognitionNet']
const PHOTO = '/tests/.photos/obama.jpg'

/** All are told to compute with WebAssembly. @type {Record<string, {library: string, models: string, prepare: (faceapi: any) => Promise<void>}>} */
const SIDES = {
  ours: { ...OURS, prepare: async (faceapi) => faceapi.useEngine(await faceapi.createEngine({ backends: ['wasm'] })) },
  main: { ...OURS, prepare: async (faceapi) => faceapi.useEngine(await faceapi.createEngine({ backends: ['wasm'], thread: 'main' })) },
  peer: { library: `${PEER}dist/face-api.esm.js`, models: `${PEER}model`, prepare: async ({ tf }) => {
    tf.setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/')
    await tf.setBackend('wasm')
    await tf.ready()
  } },
}

/** A photo fitted into 640 × 480. */
async function frame() {
  const bitmap = await createImageBitmap(await (await fetch(PHOTO)).blob())
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
  const scale = Math.min(canvas.width / bitmap.width, canvas.height / bitmap.height)
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(bitmap, 0, 0, bitmap.width * scale, bitmap.height * scale)
  return canvas
}

const { library, models, prepare } = SIDES[String(new URLSearchParams(location.search).get('side'))]
const faceapi = await import(library)
await prepare(faceapi)
await Promise.all(NETS.map((name) => faceapi.nets[name].loadFromUri(models)))
const faces = await faceapi.detectAllFaces(await frame(), new faceapi.TinyFaceDetectorOptions({ inputSize: 416 }))
  .withFaceLandmarks().withFaceExpressions().withAgeAndGender().withFaceDescriptors()
Object.assign(globalThis, { result: { ms: performance.now(), faces: faces.length } })
export {}

import { existsSync } from 'node:fs'

/** The networks that `make setup` always builds. */
export const BASIC = ['ssd_mobilenetv1', 'tiny_face_detector', 'mtcnn', 'face_landmark_68', 'face_landmark_68_tiny', 'face_recognition',
  'face_expression', 'age_gender']

/** The networks that are built on demand, by the command that builds them. */
const EXTRA = { facenet: 'make models-facenet', antispoof: 'make models-liveness', liveness: 'make models-liveness' }

/** @param {string} name */
const isBuilt = (name) => existsSync(new URL(`../../../static/models/${name}/spec.json`, import.meta.url))

/** The networks that are here. */
export const BUILT = [...BASIC, ...Object.keys(EXTRA).filter(isBuilt)]

/** Options of a test that needs a network: says why it is passed over. @param {keyof typeof EXTRA} name */
export const needs = (name) => ({ skip: !BUILT.includes(name) && `${name} is not built; run \`${EXTRA[name]}\`` })

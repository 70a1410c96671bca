/** What the networks of `nets` say of pictures that show one face each, cut out already; a list is answered with a list. */
import { nets } from './nets.js'

/** The 68 points of a face. @param {any} input  see `toPictures` */
export const detectFaceLandmarks = (input) => nets.faceLandmark68Net.detectLandmarks(input)
export const detectLandmarks = detectFaceLandmarks

/** The same with the tiny network. @param {any} input  see `toPictures` */
export const detectFaceLandmarksTiny = (input) => nets.faceLandmark68TinyNet.detectLandmarks(input)

/** The descriptor of a face that is aligned already, see `FaceRecognitionNet`. @param {any} input  see `toPictures` */
export const computeFaceDescriptor = (input) => nets.faceRecognitionNet.computeFaceDescriptor(input)

/** How probable each expression is. @param {any} input  see `toPictures` */
export const recognizeFaceExpressions = (input) => nets.faceExpressionNet.predictExpressions(input)

/** An estimate of age and gender. @param {any} input  see `toPictures` */
export const predictAgeAndGender = (input) => nets.ageGenderNet.predictAgeAndGender(input)

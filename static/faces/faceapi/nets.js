import { Mtcnn, SsdMobilenetv1, TinyFaceDetector, TinyYolov2 } from './networks/detectors.js'
import { AgeGenderNet, FaceExpressionNet, FaceLandmark68Net, FaceLandmark68TinyNet, FaceRecognitionNet } from './networks/faces.js'
import { NeuralNetwork } from './networks/neural_network.js'

/** The networks that the tasks run on, by their names in face-api.js; the last three are Familiar's own. */
export const nets = {
  ssdMobilenetv1: new SsdMobilenetv1('ssdMobilenetv1'),
  tinyFaceDetector: new TinyFaceDetector('tinyFaceDetector'),
  tinyYolov2: new TinyYolov2(true, 'tinyYolov2'),
  mtcnn: new Mtcnn('mtcnn'),
  faceLandmark68Net: new FaceLandmark68Net('faceLandmark68Net'),
  faceLandmark68TinyNet: new FaceLandmark68TinyNet('faceLandmark68TinyNet'),
  faceRecognitionNet: new FaceRecognitionNet('faceRecognitionNet'),
  faceExpressionNet: new FaceExpressionNet('faceExpressionNet'),
  ageGenderNet: new AgeGenderNet('ageGenderNet'),
  facenet: new NeuralNetwork('facenet', 'facenet'),
  antispoofNet: new NeuralNetwork('antispoof', 'antispoofNet'),
  livenessNet: new NeuralNetwork('liveness', 'livenessNet'),
}

/** @import { PointLike } from '../classes/point.js' */

/** Landmarks that tell how a head is held. */
const TEMPLES = { left: 14, right: 2 }
const NOSE = { root: 27, tip: 30, foot: 33 }
const UPPER_LIP = 66

/**
 * Roughly how a head is held, by the figures of @vladmandic/face-api.
 * @typedef {object} Angle  whole degrees; yaw: pixels of the crop; undefined without 68 points
 * @property {number | undefined} roll   more than 0: leans to the right of the image
 * @property {number | undefined} pitch  more than 0: looks down
 * @property {number | undefined} yaw    the nose's foot from one side of the face to the other
 */

/**
 * @param {PointLike[]} points  pixels of the crop
 * @returns {Angle}
 */
export function headAngle(points) {
  if (points.length !== 68) return { roll: undefined, pitch: undefined, yaw: undefined }
  const sides = [points[TEMPLES.left], points[TEMPLES.right]]
  return { roll: roll(points[NOSE.root], points[UPPER_LIP]), pitch: pitch(sides, points[NOSE.tip]), yaw: yaw(sides, points[NOSE.foot]) }
}

/** From the upright. @param {PointLike} top @param {PointLike} bottom */
function roll(top, bottom) {
  const [across, down] = [bottom.x - top.x, bottom.y - top.y]
  return Math.floor(90 - degrees(Math.asin(down / Math.hypot(across, down)))) * (across < 0 ? -1 : 1)
}

/** How far the tip of the nose stands off the line between the temples. @param {PointLike[]} sides @param {PointLike} tip */
function pitch([left, right], tip) {
  const middle = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 }
  const height = Math.hypot(tip.x - middle.x, tip.y - middle.y)
  return Math.floor(degrees(Math.atan(height / Math.hypot(left.x - right.x, left.y - right.y)))) * (middle.y < tip.y ? -1 : 1)
}

/** @param {PointLike[]} sides @param {PointLike} middle */
const yaw = ([left, right], middle) => Math.floor(left.x - middle.x) - Math.floor(middle.x - right.x)

/** @param {number} radians */
const degrees = (radians) => (radians * 180) / Math.PI

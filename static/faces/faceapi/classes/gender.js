/** The two answers of the network that estimates age and gender. */
export const Gender = /** @type {const} */ ({ FEMALE: 'female', MALE: 'male' })

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's folder, with the slash. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** The Python that has the project's packages. */
export const PYTHON = existsSync(`${ROOT}.venv/bin/python`) ? `${ROOT}.venv/bin/python` : 'python3'

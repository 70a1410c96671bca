/** The files of something dropped or pasted; folders are searched through. */
import { looksLikePicture } from './picture_files.js'

/**
 * @param {DataTransfer | null} transfer  read at once, before the event ends
 * @returns {Promise<File[]>} of folders only what looks like a picture
 */
export async function filesOf(transfer) {
  const items = [...transfer?.items ?? []].filter(({ kind }) => kind === 'file')
  const entries = items.map(item => item.webkitGetAsEntry?.() ?? null)
  if (!entries.some(entry => entry?.isDirectory)) return [...transfer?.files ?? []]
  const lists = await Promise.all(entries.map(entry => entry ? inside(entry) : []))
  return lists.flat()
}

/** @param {FileSystemEntry} entry @returns {Promise<File[]>} */
async function inside(entry) {
  if (entry.isFile) {
    const file = await fileOf(/** @type {FileSystemFileEntry} */ (entry))
    return looksLikePicture(file) ? [file] : []
  }
  const lists = await Promise.all((await children(/** @type {FileSystemDirectoryEntry} */ (entry))).map(inside))
  return lists.flat()
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
const fileOf = entry => new Promise((resolve, reject) => entry.file(resolve, reject))

/** Browsers hand a folder out in portions; an empty one is the last. @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function children(folder) {
  const reader = folder.createReader()
  const all = []
  for (;;) {
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
    if (!portion.length) return all.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
    all.push(...portion)
  }
}

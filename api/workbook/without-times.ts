const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_BYTES = 22
/** 1 January 1980, midnight: the first time that the format can express. */
const FIRST_DAY = 0x0021

/**
 * Sets the time of every entry of a zip archive to a fixed one, so that the same content gives the same bytes.
 *
 * @param bytes of an archive without a comment; changed in place
 */
export function withoutTimes(bytes: Buffer): Buffer {
  const end = bytes.length - END_BYTES
  if (bytes.readUInt32LE(end) !== END) throw new Error('The archive does not end as one without a comment.')
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error('The directory of the archive is broken.')
    setTime(bytes, at + 12)
    setTime(bytes, bytes.readUInt32LE(at + 42) + 10)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return bytes
}

function setTime(bytes: Buffer, at: number): void {
  bytes.writeUInt16LE(0, at)
  bytes.writeUInt16LE(FIRST_DAY, at + 2)
}

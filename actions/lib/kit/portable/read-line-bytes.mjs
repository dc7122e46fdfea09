/** PHP fills its buffer of this size in one read; a read that ends earlier is told by null. */
const readSize = 8192;

/**
 * A function that gives the bytes of a stream one by one, and null where a read of PHP ends: after each line, so that a peer's
 * message is never waited for in vain, and at the stream's end. `read(into)` waits for bytes and answers how many came, 0 at the end.
 */
export function readLineBytes(read) {
  const buffer = Buffer.alloc(65_536);
  let at = 0;
  let size = 0;
  let inRead = 0;
  let isLineDone = false;
  const endRead = () => {
    isLineDone = false;
    inRead = 0;
    return null;
  };
  return () => {
    if (isLineDone) return endRead();
    if (at === size) {
      size = read(buffer);
      at = 0;
      if (size === 0) return endRead();
    }
    const byte = buffer[at++];
    inRead = (inRead + 1) % readSize;
    isLineDone = byte === 10 && inRead > 0;
    return byte;
  };
}

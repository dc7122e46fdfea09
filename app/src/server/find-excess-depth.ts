const [quote, backslash, openArray, closeArray, openObject, closeObject] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Is JSON text nested deeper than `limit`? Answered from its bytes, before anything is built from them: whatever walks a
 * value by recursion fails on deep ones. Text that is no JSON gets some answer; parsing refuses it afterwards.
 */
export function findExcessDepth(text: Uint8Array, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (inString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === openArray || byte === openObject) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === closeArray || byte === closeObject) depth -= 1;
  }
  return false;
}

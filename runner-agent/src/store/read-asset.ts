import { ForgeError } from "@plugsmith/schemas";

export interface AssetLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** Reads a response's body up to a limit of real bytes. @throws ForgeError `download_failed` beyond it. */
export async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of response.body ?? []) {
    total += chunk.byteLength;
    if (total > maxBytes)
      throw new ForgeError("download_failed", { message: `The answer is larger than the allowed ${maxBytes} bytes.` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, total);
}

/**
 * Downloads a release file without any credential.
 * @throws ForgeError `download_failed` (unreachable, not 200, too large, too slow); it may work later.
 */
export async function readAsset(fetcher: typeof fetch, url: string, limits: AssetLimits): Promise<Buffer> {
  const hint = "The agent tries again by itself; check the bench's network and that the release is public.";
  try {
    const { protocol } = new URL(url);
    if (protocol !== "https:" && protocol !== "http:") throw new Error(`${protocol} is not supported`);
    const response = await fetcher(url, { signal: AbortSignal.timeout(limits.timeoutMs), redirect: "follow" });
    if (response.status !== 200) throw new Error(`it answered ${response.status}`);
    return await readBody(response, limits.maxBytes);
  } catch (cause) {
    if (cause instanceof ForgeError) throw cause;
    throw new ForgeError("download_failed", { message: `${url}: ${(cause as Error).message}`, hint, cause });
  }
}

import type { ApiRequest } from "./api-request.ts";
import { asArray, asRecord } from "./decode-value.ts";

const pageSize = 100;

/**
 * All entries of a listing, page after page, at most `maxPages` of 100. `key` names the list where the answer wraps it.
 * One request when everything fits on a page. `until` ends the reading early.
 */
export async function readPages(
  request: ApiRequest,
  route: string,
  parameters: Record<string, unknown>,
  options: { key?: string; maxPages?: number; until?: (page: readonly unknown[]) => boolean } = {},
): Promise<unknown[]> {
  const entries: unknown[] = [];
  for (let page = 1; page <= (options.maxPages ?? 10); page += 1) {
    const { data } = await request(route, { ...parameters, per_page: pageSize, ...(page > 1 && { page }) });
    const list = asArray(options.key === undefined ? data : asRecord(data)[options.key]);
    entries.push(...list);
    if (list.length < pageSize || options.until?.(list)) break;
  }
  return entries;
}

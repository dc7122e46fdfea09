import type { StepResult } from "./generated/types.ts";

const picture = /^sandbox\/pictures\/([a-z][a-z0-9-]{0,40}?)(?:-(desktop|phone))?\.png$/u;

/** Pictures that a step result lists, and what they show; null: none. The names are a shape of ours, never a stranger's text. */
export function describePictures({
  artifacts = [],
}: Pick<StepResult, "artifacts">): { readonly count: number; readonly words: string } | null {
  const found = artifacts.flatMap(({ path }) => {
    const [, page, width = "desktop"] = picture.exec(path) ?? [];
    return page === undefined ? [] : [{ page, width }];
  });
  if (found.length === 0) return null;
  const pages = Map.groupBy(found, ({ page }) => page);
  const words = [...pages].map(([page, widths]) =>
    widths.some(({ width }) => width === "phone") ? `${page} (also on a phone)` : page,
  );
  return { count: found.length, words: words.join(", ") };
}

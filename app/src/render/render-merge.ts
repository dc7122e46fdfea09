import { findLast } from "../facts/derive-records.ts";
import type { Facts } from "../facts/facts.ts";

/** While the pull request is open: in how many places people's text stayed where the templates say something else. */
export function renderMerge({ records, pull, repository }: Pick<Facts, "records" | "pull" | "repository">): string[] {
  const { conflicts, review } = findLast(records, "generated")?.data ?? {};
  if (typeof conflicts !== "number" || conflicts === 0 || !pull?.open) return [];
  const places = conflicts === 1 ? "one place" : `${conflicts} places`;
  const url = `${repository.webUrl}/pull/${pull.number}${typeof review === "number" ? `#pullrequestreview-${review}` : ""}`;
  return [
    "",
    `🔀 The plugin was generated again and merged with people's edits. In ${places} their text stayed and the new rendering says something else: [this review](${url}) offers each as a suggestion.`,
  ];
}

const numeric = /^[0-9]+$/;

/** Of the parts between the dots of two pre-releases: numbers by their size and before words, fewer before more. */
function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined) return 1;
    if (left === right) continue;
    const numbers = [left, right].filter((part) => numeric.test(part)).length;
    if (numbers === 2) return Number(BigInt(left) - BigInt(right));
    if (numbers === 1) return numeric.test(left) ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

/** Negative where `a` is the older of two semantic versions, 0 where neither is; a pre-release is older than its release. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => {
    const [core = "", ...pre] = (version.split("+")[0] ?? "").split("-");
    return { numbers: core.split(".").map(Number), pre: pre.join("-") };
  }) as [{ numbers: number[]; pre: string }, { numbers: number[]; pre: string }];
  for (const at of [0, 1, 2]) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.pre === "" || right.pre === "") return Number(left.pre === "") - Number(right.pre === "");
  return comparePreReleases(left.pre.split("."), right.pre.split("."));
}

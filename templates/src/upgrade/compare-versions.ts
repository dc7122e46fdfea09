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
  if (left.pre === right.pre) return 0;
  if (left.pre === "" || right.pre === "") return left.pre === "" ? 1 : -1;
  return left.pre < right.pre ? -1 : 1;
}

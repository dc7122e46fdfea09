const numeric = /^[0-9]+$/u;

/**
 * Order of two semantic versions (schema `SemVer`: no build metadata): below 0, 0 or above 0, as `sort` wants it.
 * Rules of https://semver.org/#spec-item-11.
 */
export function compareVersions(a: string, b: string): number {
  const [coreA = "", preA] = split(a);
  const [coreB = "", preB] = split(b);
  const core = compareParts(coreA.split("."), coreB.split("."));
  if (core !== 0) return core;
  if (preA === undefined || preB === undefined) return Number(preA === undefined) - Number(preB === undefined);
  return compareParts(preA.split("."), preB.split("."));
}

function split(version: string): [string, string | undefined] {
  const dash = version.indexOf("-");
  return dash === -1 ? [version, undefined] : [version.slice(0, dash), version.slice(dash + 1)];
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    if (left === right) continue;
    const leftIsNumber = numeric.test(left);
    const rightIsNumber = numeric.test(right);
    // Numbers have no leading zeros here, so the longer one is the larger one.
    if (leftIsNumber && rightIsNumber) return left.length - right.length || (left < right ? -1 : 1);
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

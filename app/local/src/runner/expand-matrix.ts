type Combination = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const fits = (part: Combination, whole: Combination) =>
  Object.entries(part).every(([key, value]) => same(whole[key], value));

/**
 * Combinations of an evaluated `strategy.matrix`, by GitHub's rules: `exclude` removes, `include` extends every
 * combination whose original values it does not overwrite, and stands alone when it extends none.
 * `[undefined]` when there is no matrix.
 */
export function expandMatrix(matrix: unknown): ReadonlyArray<Combination | undefined> {
  if (typeof matrix !== "object" || matrix === null) return [undefined];
  const { include = [], exclude = [], ...axes } = matrix as Record<string, unknown[]>;
  let originals: Combination[] = Object.keys(axes).length > 0 ? [{}] : [];
  for (const [axis, values] of Object.entries(axes)) {
    originals = originals.flatMap((combination) => values.map((value) => ({ ...combination, [axis]: value })));
  }
  originals = originals.filter((combination) => !(exclude as Combination[]).some((part) => fits(part, combination)));
  const extended = originals.map((combination) => ({ ...combination }) as Record<string, unknown>);
  const alone: Combination[] = [];
  for (const part of include as Combination[]) {
    const targets = originals.flatMap((original, index) => {
      const shared = Object.keys(part).filter((key) => key in original);
      return shared.every((key) => same(original[key], part[key])) ? [index] : [];
    });
    for (const index of targets) Object.assign(extended[index] ?? {}, part);
    if (targets.length === 0) alone.push(part);
  }
  return [...extended, ...alone];
}

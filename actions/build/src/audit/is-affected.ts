interface Version {
  readonly numbers: readonly number[];
  readonly pre: readonly string[];
}

const numbersPattern = /^\d{1,9}(?:\.\d{1,9}){0,5}$/;
const labels: Readonly<Record<string, string>> = { a: "alpha", b: "beta", rc: "rc", alpha: "alpha", beta: "beta" };

function parseVersion(text: string): Version | null {
  const [bare = ""] = text
    .trim()
    .replace(/^v(?=\d)/i, "")
    .split("+");
  const cut = bare.search(/[^0-9.]/);
  const main = (cut < 0 ? bare : bare.slice(0, cut)).replace(/\.$/, "");
  if (!numbersPattern.test(main)) return null;
  const rest = cut < 0 ? "" : bare.slice(cut).replace(/^[-.]/, "");
  // Composer writes 1.0.0-beta1 and 1.0.0-RC.1, npm 1.0.0-beta.1: letters and digits are compared apart.
  const pre = rest.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
  if (rest !== "" && pre.length === 0) return null;
  return { numbers: main.split(".").map(Number), pre: pre.map((part) => labels[part] ?? part) };
}

function compareParts(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)];
  if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
  if (!Number.isNaN(left)) return Math.sign(left - right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareVersions(a: Version, b: Version): number {
  for (let at = 0; at < Math.max(a.numbers.length, b.numbers.length); at += 1) {
    const difference = (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  if (a.pre.length === 0 || b.pre.length === 0) return Math.sign(b.pre.length - a.pre.length);
  for (let at = 0; at < Math.max(a.pre.length, b.pre.length); at += 1) {
    const [left, right] = [a.pre[at], b.pre[at]];
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
    const order = compareParts(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

const operatorPattern = /^(?:<=|>=|<|>|==|=|!=)/;

/** `null`: not a comparator that we understand. */
function holds(version: Version, comparator: string): boolean | null {
  if (comparator === "*") return true;
  const [operator = ""] = operatorPattern.exec(comparator) ?? [];
  const bound = parseVersion(comparator.slice(operator.length));
  if (bound === null) return null;
  const order = compareVersions(version, bound);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "!=":
      return order !== 0;
    default:
      return order === 0;
  }
}

/**
 * Whether a version lies in an advisory's range, as npm and Packagist write ranges: comparators joined by blanks or commas,
 * alternatives by `|` or `||`. What it does not understand counts as affected: a person can look, a silent pass cannot.
 */
export function isAffected(version: string, range: string): boolean {
  const parsed = parseVersion(version);
  if (parsed === null || range.trim() === "") return true;
  return range.split(/\|\|?/).some((alternative) => {
    const joined = alternative.trim().replace(/(<=|>=|<|>|!=|==|=)\s+/g, "$1");
    const answers = joined
      .split(/[\s,]+/)
      .filter((each) => each !== "")
      .map((each) => holds(parsed, each));
    return !answers.includes(false);
  });
}

/** The first version above a version that a range leaves free again, from its `<` bounds; undefined when it names none. */
export function findFixedIn(version: string, range: string): string | undefined {
  const parsed = parseVersion(version);
  if (parsed === null) return undefined;
  const bounds = [...range.matchAll(/<\s*(?!=)(v?\d[0-9A-Za-z.+-]{0,80})/g)].flatMap(([, text = ""]) => {
    const bound = parseVersion(text);
    return bound !== null && compareVersions(bound, parsed) > 0 ? [{ text, bound }] : [];
  });
  return bounds.sort((a, b) => compareVersions(a.bound, b.bound))[0]?.text;
}

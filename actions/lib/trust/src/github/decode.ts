import { ForgeError } from "@plugsmith/schemas";

type Json = Readonly<Record<string, unknown>>;

const refuse = (what: string): never => {
  throw new ForgeError("publish_failed", { message: `GitHub's answer lacks ${what}.`, hint: "Run the job again." });
};

/** The value at a path of keys, or undefined. */
export const pick = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (level, key) => (typeof level === "object" && level !== null ? (level as Json)[key] : undefined),
    value,
  );

/** The text at a path of an answer. @throws ForgeError `publish_failed`. */
export function pickText(value: unknown, ...path: readonly string[]): string {
  const found = pick(value, ...path);
  return typeof found === "string" ? found : refuse(path.join("."));
}

/** The positive whole number at a path of an answer. @throws ForgeError `publish_failed`. */
export function pickId(value: unknown, ...path: readonly string[]): number {
  const found = pick(value, ...path);
  return typeof found === "number" && Number.isSafeInteger(found) && found > 0 ? found : refuse(path.join("."));
}

/** The list at a path of an answer. @throws ForgeError `publish_failed`. */
export function pickList(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = pick(value, ...path);
  return Array.isArray(found) ? found : refuse(path.join(".") || "a list");
}

export const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** An account of an answer; null for deleted ones. */
export function pickAccount(value: unknown, ...path: readonly string[]) {
  const account = pick(value, ...path);
  if (account === null || account === undefined) return null;
  return {
    id: pickId(account, "id"),
    login: pickText(account, "login"),
    type: textOrNull(pick(account, "type")) ?? "",
  };
}

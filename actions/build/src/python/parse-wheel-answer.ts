import { isObject } from "../dependencies/parse-json-object.ts";

export type WheelAnswer =
  | { readonly kind: "built"; readonly file: string }
  | { readonly kind: "skipped"; readonly why: string }
  | { readonly kind: "wants"; readonly packages: readonly string[] };

const fileName = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,150}\.whl$/;

/** The last line that our build script printed; `null` when a plugin's backend printed over it or said no file name. */
export function parseWheelAnswer(stdout: string): WheelAnswer | null {
  let value: unknown;
  try {
    value = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const { wheel, skipped, wants } = value;
  if (typeof wheel === "string" && fileName.test(wheel)) return { kind: "built", file: wheel };
  if (typeof skipped === "string") return { kind: "skipped", why: skipped.slice(0, 200) };
  if (!Array.isArray(wants)) return null;
  return { kind: "wants", packages: wants.filter((each) => typeof each === "string").slice(0, 20) };
}

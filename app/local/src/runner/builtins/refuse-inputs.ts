import { ForgeError } from "@plugsmith/schemas";

/** Throws `job_unsupported` for an input that the built-in would silently ignore. */
export function refuseInputs(action: string, inputs: Readonly<Record<string, string>>, known: readonly string[]): void {
  const unknown = Object.keys(inputs).find((name) => !known.includes(name) && inputs[name] !== "");
  if (unknown === undefined) return;
  throw new ForgeError("job_unsupported", {
    message: `The local ${action} does not know the input "${unknown.slice(0, 60)}".`,
    hint: `It knows: ${known.join(", ")}.`,
  });
}

import { ForgeError } from "@plugsmith/schemas";

/** A pair that the forge's owners want to see tried. */
export interface Pair {
  readonly wordpress: string;
  readonly php: string;
}

const most = 70;
const release = /^\d{1,2}\.\d{1,2}$/u;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isPair = (value: unknown): value is Pair => {
  const { wordpress, php } = (value ?? {}) as { wordpress?: unknown; php?: unknown };
  return typeof wordpress === "string" && release.test(wordpress) && typeof php === "string" && release.test(php);
};

/**
 * The pairs of the repository variable PLUGSMITH_MATRIX; an empty text is an empty list.
 * @throws ForgeError `input_invalid` for anything else than a list of {wordpress, php}.
 */
export function parseMatrix(text: string): Pair[] {
  if (text.trim() === "") return [];
  const value = parseJson(text);
  if (Array.isArray(value) && value.length <= most && value.every(isPair))
    return value.map(({ wordpress, php }) => ({ wordpress, php }));
  throw new ForgeError("input_invalid", {
    message: "The list of versions (repository variable PLUGSMITH_MATRIX) cannot be read.",
    hint: `Write it as JSON with versions as texts, at most ${most} pairs: [{"wordpress": "6.5", "php": "8.3"}].`,
  });
}

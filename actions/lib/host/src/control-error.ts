import { type ErrorCode, errorCodes, ForgeError } from "@plugsmith/schemas";

/** Bytes of one line on the agent's control socket, as on the plugin wire. */
export const maxControlLineBytes = 4 * 2 ** 20;

/** The error of a control socket's answer, typed again. */
export function parseControlError(error: { message?: unknown; data?: { code?: unknown; hint?: unknown } }): ForgeError {
  const code = String(error.data?.code ?? "unexpected");
  const known: ErrorCode = Object.hasOwn(errorCodes, code) ? (code as ErrorCode) : "unexpected";
  const hint = error.data?.hint;
  return new ForgeError(known, { message: String(error.message), ...(typeof hint === "string" ? { hint } : {}) });
}

import type { ForgeError } from "@plugsmith/schemas";
import { rpcErrors } from "./wire.ts";

const numbers: Partial<Record<string, number>> = {
  method_unknown: rpcErrors.methodUnknown,
  message_invalid: rpcErrors.invalidParams,
  message_too_large: rpcErrors.tooLarge,
  call_cancelled: rpcErrors.cancelled,
};

/** A ForgeError as JSON-RPC error: the closed code in `data.code`, no cause, no stack. */
export function renderError(error: ForgeError): {
  code: number;
  message: string;
  data: { code: string; hint?: string };
} {
  return {
    code: numbers[error.code] ?? rpcErrors.failed,
    message: error.message.slice(0, 4000),
    data: { code: error.code, ...(error.hint === undefined ? {} : { hint: error.hint.slice(0, 1000) }) },
  };
}

import { ForgeError, parseHostMessage } from "@plugsmith/schemas";

export interface ControlRequest {
  readonly id: number | string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type ControlAnswer =
  | { readonly jsonrpc: "2.0"; readonly id: number | string | null; readonly result: unknown }
  | {
      readonly jsonrpc: "2.0";
      readonly id: number | string | null;
      readonly error: {
        readonly code: number;
        readonly message: string;
        readonly data: { code: string; hint?: string };
      };
    };

/** One line of a client as a request. @throws ForgeError `message_invalid`. */
export function parseControlRequest(line: string): ControlRequest {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new ForgeError("message_invalid", { message: "The line is not JSON.", cause });
  }
  const parsed = parseHostMessage(value);
  const { id, method, params = {} } = parsed.ok ? parsed.value : {};
  if (id === undefined || method === undefined)
    throw new ForgeError("message_invalid", {
      hint: 'One line: {"jsonrpc":"2.0","id":1,"method":"status","params":{}}.',
    });
  return { id, method, params };
}

/** An error as JSON-RPC; our closed code travels in `data.code`. */
export function renderControlError(id: number | string | null, error: ForgeError): ControlAnswer {
  const data = { code: error.code, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  return { jsonrpc: "2.0", id, error: { code: -32000, message: error.message.slice(0, 4000), data } };
}

/** A text parameter. @throws ForgeError `wrong_usage`. */
export function readText(params: Readonly<Record<string, unknown>>, name: string): string {
  const value = params[name];
  if (typeof value === "string" && value !== "" && value.length <= 200) return value;
  throw new ForgeError("wrong_usage", { message: `The parameter ${name} is missing.`, hint: `Give ${name} as text.` });
}

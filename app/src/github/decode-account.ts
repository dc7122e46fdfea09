import type { Account } from "../facts/facts.ts";
import { asId, asRecord, asText } from "./decode-value.ts";

/** An account in an answer or payload; null for deleted or unreadable ones. */
export function decodeAccount(value: unknown): Account | null {
  const user = asRecord(value);
  const id = asId(user["id"]);
  const login = asText(user["login"]);
  return id === 0 || login === "" ? null : { id, login, type: asText(user["type"]) || "User" };
}

import { ForgeError, type Person } from "@plugsmith/schemas";

/** GitHub's own stand-in for a person who cannot be named. */
const ghost: Person = { id: 10_137, login: "ghost" };

/** Who asked, from two inputs that are given together or not at all. @throws ForgeError `input_invalid`. */
export function parseRequester(id: string, login: string): Person {
  if (id === "" && login === "") return ghost;
  if (/^[1-9][0-9]{0,14}$/.test(id) && login !== "" && login.length <= 100) return { id: Number(id), login };
  throw new ForgeError("input_invalid", {
    message: "requester-id needs a numeric GitHub id and requester-login the login that belongs to it.",
    hint: "Give both or neither.",
  });
}

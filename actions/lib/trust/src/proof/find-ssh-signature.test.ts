import { describe, expect, it } from "vitest";
import { findSshSignature } from "./find-ssh-signature.ts";

const armored = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----";

describe("findSshSignature", () => {
  it("takes the first block out of the words around it", () => {
    expect(findSshSignature(`Fine.\n\`\`\`\n${armored}\n\`\`\`\n${armored.replace("U1", "V2")}`)).toBe(armored);
  });

  it.each([
    "",
    "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH",
    armored.replace("U1NIU0lH", "<b>"),
    armored.replaceAll("SSH", "PGP"),
  ])("finds none in %j", (text) => expect(findSshSignature(text)).toBeNull());
});

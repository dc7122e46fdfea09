// What any check of a signed file costs at least: SHA-256 of the zip and one ECDSA P-256 verification. Arguments: zip, key, signature.
import { createHash, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const [zip, key, signature] = process.argv.slice(2).map((file) => readFileSync(file));
const digest = createHash("sha256").update(zip).digest();
process.exit(verify("sha256", digest, key.toString(), signature) ? 0 : 1);

import { execFile } from "node:child_process";
import { ForgeError } from "@plugsmith/schemas";
import { pinVariable } from "./pkcs11-signer.ts";
import type { RunTokenTool } from "./run-token-tool.ts";

// A token that waits for a touch gets half a minute.
const timeoutMs = 30_000;

/** Variables that PKCS#11 modules read their own settings from; nothing else of this process reaches the tool. */
const handedOn = ["PATH", "HOME", "SOFTHSM2_CONF", "YUBIHSM_PKCS11_CONF", "OPENSC_CONF"];

/** pkcs11-tool as a child: no shell, an environment from scratch, the PIN neither an argument nor in any other child. */
export const applyTokenCall: RunTokenTool = ({ argv, pin, input }) =>
  new Promise((resolve, reject) => {
    const settings = handedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
    const env = { ...Object.fromEntries(settings), ...(pin === undefined ? {} : { [pinVariable]: pin }) };
    const options = { env, timeout: timeoutMs, maxBuffer: 2 ** 20, encoding: "buffer" as const, windowsHide: true };
    const child = execFile("pkcs11-tool", [...argv], options, (error, output, text) => {
      if (error?.code === "ENOENT")
        reject(
          new ForgeError("tool_missing", {
            message: "pkcs11-tool is not installed.",
            hint: "Install OpenSC (Debian: apt-get install opensc).",
          }),
        );
      else if (error?.killed)
        reject(
          new ForgeError("signing_service_failed", {
            message: "The PKCS#11 token did not answer in 30 seconds.",
            hint: "Check that the token is there and whether it waits for a touch.",
            facts: { reason: "timeout" },
          }),
        );
      else
        resolve({
          code: error ? (typeof error.code === "number" ? error.code : null) : 0,
          output,
          text: text.toString("utf8"),
        });
    });
    // A tool that ends before it has read would otherwise end this process too.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
